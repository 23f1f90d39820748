//! What a queryset loads into the fields of its rows: paths over relations, and querysets over what they lead to.
//!
//! A path is walked from its beginning: a hop that is loaded already is not asked for again, so what two paths have in
//! common is loaded once. What this is not: where rows are kept is the business of the fields, in `relation`.

use super::joins::Joins;
use super::load::Ask;
use crate::database::Db;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Hop, Path, Rel, Root, Table, for_each_tuple};
use crate::relation::{Fill, InField, Want};
use crate::schema::{PathNode, Step};
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

/// Some work of loading.
pub type Loading<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Loads something into fields of rows of `M`, or of rows that these lead to.
pub(super) trait Loader<M>: Send + Sync {
    /// The path that it loads.
    fn path(&self) -> &'static PathNode;
    /// Whether it loads all rows at the end of the path, or chooses.
    fn chooses(&self) -> bool;
    fn load<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()>;
}

/// All that a queryset loads.
pub struct Loads<M> {
    /// By further statements. Behind a pointer, as [`Joins`] are: most querysets load nothing.
    all: Option<Arc<dyn Loaders<M>>>,
    /// By the statement of the rows themselves.
    pub(super) joins: Joins<M>,
}

/// At least one.
trait Loaders<M>: Send + Sync {
    fn list(&self) -> &[Arc<dyn Loader<M>>];
    /// One field has one place for what was loaded.
    fn check(&self, joins: &Joins<M>) -> Result<()>;
    /// Loads each, in turn.
    fn load<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()>;
}

struct List<M>(Vec<Arc<dyn Loader<M>>>);

impl<M: Table> Loads<M> {
    /// Of some paths.
    pub(super) fn of(paths: impl LoadPaths<M>) -> Self {
        let mut loads = Self::default();
        paths.add_to(&mut loads);
        loads
    }

    pub(super) fn add(&mut self, loader: impl Loader<M> + 'static) {
        let mut list = self.all.as_ref().map_or_else(Vec::new, |all| all.list().to_vec());
        list.push(Arc::new(loader));
        self.all = Some(Arc::new(List(list)));
    }

    pub(super) fn join(&mut self, joins: Joins<M>) {
        self.joins.merge(joins);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_none() && self.joins.is_empty()
    }

    /// Whether it takes further statements.
    pub(super) fn ask(&self) -> bool {
        self.all.is_some()
    }

    /// Loads all of it for rows that no statement of ours has read.
    pub(super) async fn run_at_hand(&self, db: &Db, rows: Vec<&M>) -> Result<()> {
        if let Some(all) = &self.all {
            all.check(&self.joins)?;
        }
        if !rows.is_empty() {
            self.joins.ask(db, rows.clone()).await?;
        }
        self.run(db, rows).await
    }

    /// Loads what is not joined. Nothing is asked where there are no rows.
    pub(super) async fn run(&self, db: &Db, rows: Vec<&M>) -> Result<()> {
        match self.work(db, rows)? {
            Some(work) => work.await,
            None => Ok(()),
        }
    }

    /// What [`run`](Self::run) does, where there is something to be done.
    pub(super) fn work<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Result<Option<Loading<'a, ()>>> {
        let Some(all) = &self.all else { return Ok(None) };
        all.check(&self.joins)?;
        Ok(if rows.is_empty() { None } else { Some(all.load(db, rows)) })
    }
}

impl<M: Table> Loaders<M> for List<M> {
    fn list(&self) -> &[Arc<dyn Loader<M>>] {
        &self.0
    }

    fn load<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()> {
        Box::pin(async move {
            for loader in &self.0 {
                loader.load(db, rows.clone()).await?;
            }
            Ok(())
        })
    }

    fn check(&self, joins: &Joins<M>) -> Result<()> {
        let mut before: Vec<(Vec<Step>, bool)> = Vec::new();
        joins.each(&mut Vec::new(), &mut |path| before.push((path.to_vec(), false)));
        for loader in &self.0 {
            let (path, chooses) = (loader.path().steps(), loader.chooses());
            if before.iter().any(|(other, chose)| (chooses || *chose) && is_same(&path, other)) {
                let message = "a relation is loaded twice, and by a queryset that chooses: one field has one place for \
                               its rows; say all of it in one queryset, or put one of the two beside the row, by `with`";
                let (model, field) = path.last().map_or((M::schema().name, ""), |step| (step.from().name, step.name()));
                return Err(Error::new(ErrorKind::Config, message).with_model(model).with_field(field));
            }
            before.push((path, chooses));
        }
        Ok(())
    }
}

fn is_same(one: &[Step], other: &[Step]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.is(*b))
}

impl<M> Default for Loads<M> {
    fn default() -> Self {
        Self { all: None, joins: Joins::default() }
    }
}
impl<M> Clone for Loads<M> {
    fn clone(&self) -> Self {
        Self { all: self.all.clone(), joins: self.joins.clone() }
    }
}
impl<M> std::fmt::Debug for Loads<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Loads of {} paths", self.all.as_ref().map_or(0, |all| all.list().len()))
    }
}

/// What `load` takes: a path over relations that stand in fields, `joined` or not, a queryset over what one leads to, or a
/// tuple of these.
#[diagnostic::on_unimplemented(
    message = "this cannot be loaded into rows of `{M}`",
    label = "expected relations of `{M}`, one or a path (`{M}.mother.owner`), or a tuple of at most 8 of these",
    note = "`.query()` behind a path chooses which of its rows are loaded"
)]
pub trait LoadPaths<M: Table> {
    /// Adds it.
    #[doc(hidden)]
    fn add_to(self, loads: &mut Loads<M>);
}

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> LoadPaths<M> for Rel<P, R> {
    fn add_to(self, loads: &mut Loads<M>) {
        loads.add(Whole::<P, R>(PhantomData));
    }
}

macro_rules! load_paths {
    ($($name:ident)*) => {
        impl<M: Table, $($name: LoadPaths<M>),*> LoadPaths<M> for ($($name,)*) {
            #[allow(non_snake_case, reason = "the type parameters name the values too")]
            fn add_to(self, loads: &mut Loads<M>) {
                let ($($name,)*) = self;
                $($name.add_to(loads);)*
            }
        }
    };
}
for_each_tuple!(load_paths: A; B C D E F G H);

/// All rows at the end of a path.
struct Whole<P, R>(PhantomData<fn() -> (P, R)>);

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> Loader<M> for Whole<P, R> {
    fn path(&self) -> &'static PathNode {
        <Hop<P, R> as Path>::NODE
    }
    fn chooses(&self) -> bool {
        false
    }
    fn load<'a>(&'a self, db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, ()> {
        Box::pin(async move { fill::<R>(db, &P::reach(db, rows).await?, Want::ALL).await })
    }
}

/// A path from `M` whose relations all stand in fields, so that its end can be reached by loading.
#[diagnostic::on_unimplemented(
    message = "this path does not start at `{M}`",
    label = "a path that starts at another model than `{M}`",
    note = "start it at `{M}`, for example `{M}.owner`"
)]
pub trait Reach<M>: Path {
    /// The rows at its end; loads what is not loaded yet.
    #[doc(hidden)]
    fn reach<'a>(db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, Vec<&'a Self::Leaf>>;
    /// Joins of its end as joins of its beginning.
    #[doc(hidden)]
    fn joined(beyond: Joins<Self::Leaf>) -> Joins<M>;
}

impl<M: Table> Reach<M> for Root<M> {
    fn reach<'a>(_: &'a Db, rows: Vec<&'a M>) -> Loading<'a, Vec<&'a M>> {
        Box::pin(std::future::ready(Ok(rows)))
    }
    fn joined(beyond: Joins<M>) -> Joins<M> {
        beyond
    }
}

impl<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>> Reach<M> for Hop<P, R> {
    fn reach<'a>(db: &'a Db, rows: Vec<&'a M>) -> Loading<'a, Vec<&'a R::Target>> {
        Box::pin(async move {
            let before = P::reach(db, rows).await?;
            fill::<R>(db, &before, Want::ANYTHING).await?;
            Ok(filled::<R>(before))
        })
    }
    fn joined(beyond: Joins<R::Target>) -> Joins<M> {
        P::joined(Joins::along::<R>(beyond))
    }
}

/// Loads one relation of some rows. One statement, or none.
pub(super) async fn fill<R: InField>(db: &Db, rows: &[&R::Source], want: Want<'_, R::Target>) -> Result<()> {
    let fields: Vec<_> = rows.iter().filter_map(|row| R::field(row)).collect();
    R::Field::fill(db, fields, want).await
}

/// What is loaded of one relation of some rows.
pub(super) fn filled<R: InField>(rows: Vec<&R::Source>) -> Vec<&R::Target> {
    rows.into_iter().filter_map(R::field).flat_map(Fill::filled).collect()
}

/// The same, where a queryset chooses, and then what that loads of its own rows.
pub(super) async fn fill_chosen<M: Table, P: Reach<M>, R: InField<Source = P::Leaf>>(
    db: &Db,
    rows: Vec<&M>,
    ask: &Ask<R::Target>,
    beyond: &Loads<R::Target>,
) -> Result<()> {
    let before = P::reach(db, rows).await?;
    fill::<R>(db, &before, Want::chosen(ask)).await?;
    beyond.run(db, filled::<R>(before)).await
}
