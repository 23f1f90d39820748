//! Tables, from the constant schema.

#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) mod blame;
pub(crate) mod constraint;
pub(crate) mod database;
mod distinct;
mod names;
mod problems;
pub(crate) mod scratch;

use super::layout::Scope;
use super::{Cost, Dialect, Rendering, SqlWriter, Statement, Text, condition, dialect::TypeCheck};
use crate::error::{Error, ErrorKind, Result};
use crate::schema::{CheckDef, ColumnDef, Deferrable, LinkRows, ModelSchema, OnDelete, RelationDef, Through};
use crate::value::{Fixed, Value};
use names::name;
pub(crate) use problems::problems;

/// What makes the tables, join tables, constraints and indexes of these models, in an order in which each finds what it
/// refers to. A table that is there stays as it is.
///
/// # Errors
/// The first of their [`problems`].
pub(crate) fn create_tables(dialect: Dialect, models: &[&'static ModelSchema]) -> Result<Vec<Statement>> {
    if let Some(problem) = problems(dialect, models).into_iter().next() {
        return Err(problem);
    }
    let mut statements = Vec::new();
    if let Some(first) = dialect.before_tables() {
        statements.push(Statement::new(Text::Fixed(first), Vec::new(), Cost::Bulk, None));
    }
    for schema in schemas(models) {
        let mut w = SqlWriter::for_ddl(dialect);
        w.raw(dialect.create_schema()).ident(schema);
        statements.push(w.finish(Cost::Bulk, None));
    }
    let managed: Vec<_> = models.iter().copied().filter(|model| model.managed).collect();
    let order = in_order(&managed);
    let later = |at: usize| if dialect.refers_ahead() { &[] } else { order.get(at + 1..).unwrap_or_default() };
    for (at, model) in order.iter().copied().enumerate() {
        statements.push(create_table(dialect, model, later(at)));
        for (at, column) in own_indexes(model).filter(|_| !dialect.makes_indexes_with_tables()) {
            statements.push(create_index(dialect, model, &name(&[model.table, column.name, "idx"]), &[at]));
        }
        for index in model.indexes.iter().filter(|_| !dialect.makes_indexes_with_tables()) {
            statements.push(create_index(dialect, model, index.name, index.columns));
        }
    }
    for (at, model) in order.iter().copied().enumerate() {
        let ahead = |relation: &&&RelationDef| is_among((relation.target)(), later(at));
        for relation in model.relations.iter().filter(|it| it.through.is_none()).filter(ahead) {
            let mut w = SqlWriter::for_ddl(dialect);
            let name = foreign_key_name(model, relation);
            dialect.add_foreign_key(&mut w, model.table_name(), &name, |w| foreign_key(w, model, relation));
            statements.push(w.finish(Cost::Bulk, Some(model)));
        }
    }
    for relation in models.iter().flat_map(|model| model.relations) {
        if let Some((through, unique)) = own_join_table(relation) {
            statements.push(create_join_table(dialect, relation, through, unique));
            if dialect.makes_indexes_with_tables() {
                continue;
            }
            let mut w = SqlWriter::for_ddl(dialect);
            w.raw("CREATE INDEX IF NOT EXISTS ").ident(&join_index(through));
            w.raw(" ON ").table(through.table_name()).raw(" (").list(", ", through.target_columns, |w, column| {
                w.ident(column);
            });
            w.raw(")");
            statements.push(w.finish(Cost::Bulk, None));
        }
    }
    Ok(statements)
}

/// The schemas in which tables are made, each once.
fn schemas(models: &[&'static ModelSchema]) -> Vec<&'static str> {
    let joins = models.iter().flat_map(|model| model.relations).filter_map(|it| Some(own_join_table(it)?.0.schema));
    let mut all = Vec::new();
    for schema in models.iter().filter(|model| model.managed).map(|model| model.schema).chain(joins).flatten() {
        if !all.contains(&schema) {
            all.push(schema);
        }
    }
    all
}

/// The columns that have an index of their own which no constraint brings.
fn own_indexes(model: &'static ModelSchema) -> impl Iterator<Item = (usize, &'static ColumnDef)> {
    let all = model.columns.iter().enumerate();
    all.filter(|(at, column)| column.index && !column.unique && !model.key.starts_with(&[*at]))
}

/// The join table that is made for a relation, and the name of its key; a model that keeps the links is a table already.
fn own_join_table(relation: &'static RelationDef) -> Option<(&'static Through, &'static str)> {
    let through = relation.through.as_ref()?;
    // Between two tables that are there already it is there too.
    if !(relation.source)().managed && !(relation.target)().managed {
        return None;
    }
    match through.rows {
        LinkRows::Own(unique) => Some((through, unique)),
        LinkRows::Model(_) => None,
    }
}

fn join_index(through: &Through) -> String {
    named_after(through.table, through.target_columns, "idx")
}

/// `{table}_{column}_{column}_{what}`
fn named_after(table: &str, columns: &[&str], what: &str) -> String {
    name(&[&[table], columns, &[what]].concat())
}

fn is_among(model: &ModelSchema, models: &[&'static ModelSchema]) -> bool {
    models.iter().any(|one| std::ptr::eq(*one, model))
}

/// Each after those that it refers to, as far as circles allow.
fn in_order(models: &[&'static ModelSchema]) -> Vec<&'static ModelSchema> {
    fn visit(
        model: &'static ModelSchema,
        all: &[&'static ModelSchema],
        seen: &mut Vec<&'static ModelSchema>,
        out: &mut Vec<&'static ModelSchema>,
    ) {
        if is_among(model, seen) || !is_among(model, all) {
            return;
        }
        seen.push(model);
        for relation in model.relations.iter().filter(|relation| relation.through.is_none()) {
            visit((relation.target)(), all, seen, out);
        }
        out.push(model);
    }
    let (mut seen, mut out) = (Vec::new(), Vec::with_capacity(models.len()));
    for model in models {
        visit(model, models, &mut seen, &mut out);
    }
    out
}

/// A foreign key to a table that is made later stays away where the database wants the table first.
fn create_table(dialect: Dialect, model: &'static ModelSchema, later: &[&'static ModelSchema]) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.raw("CREATE TABLE IF NOT EXISTS ").table(model.table_name()).raw(" (");
    for (at, column) in model.columns.iter().enumerate() {
        w.raw(if at > 0 { ", " } else { "" });
        dialect.column_type(w.ident(column.name).raw(" "), kept_as(model, at));
        if model.is_key(at) {
            w.raw(dialect.primary_key(column.auto));
        }
        if !column.nullable {
            w.raw(" NOT NULL");
        }
        if let Some(default) = column.db_default {
            w.raw(" DEFAULT ").bind((default.0)());
        }
    }
    if model.key.len() > 1 {
        w.raw(", PRIMARY KEY (").list(", ", model.key_columns(), |w, column| {
            w.ident(column.name);
        });
        w.raw(")");
    }
    for (at, column) in model.columns.iter().enumerate() {
        if column.unique && !model.is_key(at) {
            unique(&mut w, &name(&[model.table, column.name, "key"]), &[column.name]);
        }
        if !model.relations.iter().any(|relation| relation.columns.contains(&at)) {
            type_check(&mut w, model, column);
        }
    }
    for set in model.uniques {
        let columns: Vec<_> = set.columns.iter().map(|&at| model.columns[at].name).collect();
        unique(&mut w, set.name, &columns).raw(when_looked_at(set.deferrable));
    }
    for relation in model.relations.iter().filter(|relation| relation.through.is_none()) {
        if !is_among((relation.target)(), later) {
            constraint(&mut w, &foreign_key_name(model, relation)).raw(" FOREIGN KEY");
            foreign_key(&mut w, model, relation);
        }
    }
    for check in model.checks {
        check_condition(&mut w, model, check);
    }
    if dialect.makes_indexes_with_tables() {
        for (_, column) in own_indexes(model) {
            index(&mut w, &name(&[model.table, column.name, "idx"]), &[column.name]);
        }
        for it in model.indexes {
            let columns: Vec<_> = it.columns.iter().map(|&at| model.columns[at].name).collect();
            index(&mut w, it.name, &columns);
        }
    }
    w.raw(dialect.table_end());
    w.finish(Cost::Bulk, Some(model))
}

/// The column whose type this one has: a foreign key has that of the column which it refers to, with its length.
fn kept_as(model: &'static ModelSchema, at: usize) -> &'static ColumnDef {
    let (mut model, mut at) = (model, at);
    // A key can be a foreign key itself; in a circle of them no row could ever be the first.
    for _ in 0..100 {
        let Some(relation) = model.relations.iter().find(|it| it.columns.contains(&at)) else { break };
        let part = relation.columns.iter().position(|column| *column == at).unwrap_or(0);
        let Some(&referred) = relation.target_columns().get(part) else { break };
        model = (relation.target)();
        at = referred;
    }
    &model.columns[at]
}

fn constraint<'w>(w: &'w mut SqlWriter, name: &str) -> &'w mut SqlWriter {
    w.raw(", CONSTRAINT ").ident(name)
}

/// An index that is made with its table.
fn index(w: &mut SqlWriter, name: &str, columns: &[&str]) {
    w.raw(", INDEX ").ident(name).raw(" (").list(", ", columns, |w, column| {
        w.ident(column);
    });
    w.raw(")");
}

fn unique<'w>(w: &'w mut SqlWriter, name: &str, columns: &[&str]) -> &'w mut SqlWriter {
    constraint(w, name).raw(" UNIQUE (").list(", ", columns, |w, column| {
        w.ident(column);
    });
    w.raw(")")
}

/// How the words for a constraint end.
const fn when_looked_at(it: Deferrable) -> &'static str {
    match it {
        Deferrable::No => "",
        Deferrable::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
        Deferrable::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
    }
}

/// A check of one column is named `{table}_{column}_{what}`, which is how an error finds the field again.
fn type_check(w: &mut SqlWriter, model: &ModelSchema, column: &ColumnDef) {
    let Some(check) = w.dialect().type_check(column) else { return };
    let length_of = w.dialect().length(column);
    constraint(w, &type_check_name(model, column, &check)).raw(" CHECK (");
    match check {
        TypeCheck::Range(low, high) => {
            w.ident(column.name).raw(" BETWEEN ").integer(low).raw(" AND ").integer(high);
        }
        TypeCheck::MaxLength(length) => {
            w.raw(length_of).ident(column.name).raw(") <= ").number(u64::from(length));
        }
        TypeCheck::Labels(labels) => {
            w.ident(column.name).raw(" IN (").list(", ", labels, |w, label| {
                w.bind(Value::Text((*label).to_owned()));
            });
            w.raw(")");
        }
        TypeCheck::Decimal(scale) => {
            let end = |sign| Value::Decimal(Fixed::new(sign * i128::from(scale.highest()), scale.places));
            w.ident(column.name).raw(" BETWEEN ").literal(&end(-1)).raw(" AND ").literal(&end(1)).raw(" AND ");
            w.ident(column.name).raw(" = round(").ident(column.name).raw(", ").number(u64::from(scale.places)).raw(")");
        }
        TypeCheck::Json => {
            w.raw("json_valid(").ident(column.name).raw(")");
        }
        TypeCheck::Address => {
            w.raw("length(").ident(column.name).raw(") BETWEEN 2 AND 45 AND ");
            let words = w.dialect().only_of_addresses();
            w.ident(column.name).raw(words);
        }
        TypeCheck::OneCharacter => {
            w.raw(length_of).ident(column.name).raw(") = 1");
        }
        TypeCheck::SixteenBytes => {
            w.raw(length_of).ident(column.name).raw(") = 16");
        }
    }
    w.raw(")");
}

fn type_check_name(model: &ModelSchema, column: &ColumnDef, check: &TypeCheck) -> String {
    let what = match check {
        TypeCheck::Range(..) => "range",
        TypeCheck::MaxLength(_) | TypeCheck::OneCharacter | TypeCheck::SixteenBytes => "length",
        TypeCheck::Labels(_) => "label",
        TypeCheck::Decimal(_) => "range",
        TypeCheck::Json | TypeCheck::Address => "form",
    };
    name(&[model.table, column.name, what])
}

fn foreign_key(w: &mut SqlWriter, model: &ModelSchema, relation: &RelationDef) {
    let columns: Vec<_> = relation.columns.iter().map(|&at| model.columns[at].name).collect();
    references(w, &columns, (relation.target)(), relation.target_columns(), relation.on_delete);
    w.raw(when_looked_at(relation.deferrable));
}

/// What the constraint of a relation is called.
pub(crate) fn foreign_key_name(model: &ModelSchema, relation: &RelationDef) -> String {
    let columns = relation.columns.iter().map(|&at| model.columns[at].name);
    let parts: Vec<_> = [model.table].into_iter().chain(columns).chain(["fkey"]).collect();
    name(&parts)
}

/// Whether an error says that this key is taken. A primary key has no name of its own there.
pub(crate) fn is_of_key(model: &ModelSchema, columns: &[&str], error: &Error) -> bool {
    let name = unique_name(model, columns);
    error.kind() == ErrorKind::UniqueViolation && error.constraint() == Some(name.as_deref().unwrap_or("PRIMARY"))
}

/// What the constraint is called that keeps these columns unique, where it has a name: a primary key has none.
pub(crate) fn unique_name(model: &ModelSchema, columns: &[&str]) -> Option<String> {
    if let [one] = columns {
        let at = model.columns.iter().position(|column| column.name == *one)?;
        let is_alone = model.columns[at].unique && !model.is_key(at);
        return is_alone.then(|| name(&[model.table, one, "key"]));
    }
    let set = model
        .uniques
        .iter()
        .find(|set| set.columns.iter().map(|&at| model.columns[at].name).eq(columns.iter().copied()));
    set.map(|set| set.name.to_owned())
}

/// What follows `FOREIGN KEY`.
fn references(w: &mut SqlWriter, columns: &[&str], target: &ModelSchema, referred: &[usize], on_delete: OnDelete) {
    w.raw(" (").list(", ", columns, |w, column| {
        w.ident(column);
    });
    w.raw(") REFERENCES ").table(target.table_name()).raw(" (").list(", ", referred, |w, &at| {
        w.ident(target.columns[at].name);
    });
    // What the library carries out, the constraint only watches over: NO ACTION refuses once the statement is done.
    w.raw(match on_delete {
        OnDelete::DbCascade => ") ON DELETE CASCADE",
        OnDelete::DbSetNull => ") ON DELETE SET NULL",
        OnDelete::DbRestrict => ") ON DELETE RESTRICT",
        OnDelete::Cascade
        | OnDelete::Protect
        | OnDelete::Restrict
        | OnDelete::SetNull
        | OnDelete::SetDefault(_)
        | OnDelete::Set(_)
        | OnDelete::DoNothing => ")",
    });
}

/// Of a check that [`problems`] has nothing against.
fn check_condition(w: &mut SqlWriter, model: &'static ModelSchema, check: &CheckDef) {
    constraint(w, check.name).raw(" CHECK (");
    condition(&mut Rendering::new(w), &Scope::of_table(model.table), &(check.condition)());
    w.raw(")");
}

fn create_index(dialect: Dialect, model: &'static ModelSchema, name: &str, columns: &[usize]) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    w.raw("CREATE INDEX IF NOT EXISTS ").ident(name).raw(" ON ").table(model.table_name()).raw(" (");
    w.list(", ", columns, |w, &at| {
        w.ident(model.columns[at].name);
    });
    w.raw(")");
    w.finish(Cost::Bulk, Some(model))
}

/// The pair is the key, so the table is its own index in one direction and no pair stands twice.
fn create_join_table(dialect: Dialect, relation: &RelationDef, through: &Through, unique: &str) -> Statement {
    let mut w = SqlWriter::for_ddl(dialect);
    let sides = [(through.source_columns, (relation.source)()), (through.target_columns, (relation.target)())];
    let all = || sides.iter().flat_map(|(columns, side)| columns.iter().zip(side.key).map(move |it| (*side, it)));
    w.raw("CREATE TABLE IF NOT EXISTS ").table(through.table_name()).raw(" (");
    w.list(", ", all(), |w, (side, (column, &key))| {
        dialect.column_type(w.ident(column).raw(" "), kept_as(side, key));
        w.raw(" NOT NULL");
    });
    constraint(&mut w, unique).raw(" PRIMARY KEY (").list(", ", all(), |w, (_, (column, _))| {
        w.ident(column);
    });
    w.raw(")");
    for (columns, side) in sides {
        constraint(&mut w, &named_after(through.table, columns, "fkey")).raw(" FOREIGN KEY");
        // The library takes links away itself, and counts them. One that is made meanwhile goes too: it is nothing alone.
        references(&mut w, columns, side, side.key, OnDelete::DbCascade);
    }
    if dialect.makes_indexes_with_tables() {
        index(&mut w, &join_index(through), through.target_columns);
    }
    w.raw(dialect.join_table_end());
    w.finish(Cost::Bulk, None)
}
