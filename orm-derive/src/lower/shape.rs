//! What a type looks like. A derive sees tokens, not types, so this goes by the last segment of the path.

use crate::ir::{Kind, LeadsTo};
use crate::words;
use syn::{GenericArgument, Ident, PathArguments, Type};

/// What a field's type looks like.
pub(crate) struct Shape {
    /// How many `Option`s stand around it.
    pub(crate) options: usize,
    /// The type inside of them.
    pub(crate) inner: Type,
    pub(crate) of: ShapeOf,
}

/// A value, or one of the relations.
pub(crate) enum ShapeOf {
    Value(Kind),
    /// `ForeignKey<Owner>`, with its target; `ManyToMany<Person, Membership>`, also with the model that it goes through, and
    /// `ForeignKey<Owner, to_field!(code)>`, also with what it refers to.
    Relation(RelationType, Box<Type>, Option<Box<Type>>),
    /// `RelatedSet<T>`, `RelatedOne<T>`: the other side as a field, with its target.
    Related(LeadsTo, Box<Type>),
}

/// The types of relations that stand in fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationType {
    ForeignKey,
    OneToOne,
    ManyToMany,
}

impl RelationType {
    const ALL: [Self; 3] = [Self::ForeignKey, Self::OneToOne, Self::ManyToMany];

    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::ForeignKey => words::FOREIGN_KEY,
            Self::OneToOne => words::ONE_TO_ONE,
            Self::ManyToMany => words::MANY_TO_MANY,
        }
    }

    pub(crate) fn type_name(self) -> &'static str {
        match self {
            Self::ForeignKey => "ForeignKey",
            Self::OneToOne => "OneToOne",
            Self::ManyToMany => "ManyToMany",
        }
    }
}

/// Looks at a type. `Self` as a target means the model.
pub(crate) fn lower_shape(ty: &Type, model: &Ident) -> Shape {
    let mut inner = ty;
    let mut options = 0;
    while let Some(("Option", Some(argument))) = last_segment(inner).as_ref().map(|(name, arg)| (name.as_str(), *arg)) {
        inner = argument;
        options += 1;
    }
    Shape { options, inner: inner.clone(), of: shape_of(inner, model) }
}

fn shape_of(ty: &Type, model: &Ident) -> ShapeOf {
    let Some((name, arguments)) = last_part(ty) else { return ShapeOf::Value(Kind::Unknown) };
    if let Some(which) = RelationType::ALL.into_iter().find(|it| it.type_name() == name) {
        let named = |ty: &Type| Box::new(named_self(ty, model));
        match arguments[..] {
            [target] => return ShapeOf::Relation(which, named(target), None),
            [target, second] => return ShapeOf::Relation(which, named(target), Some(named(second))),
            _ => {}
        }
    }
    let leads_to = [LeadsTo::Many, LeadsTo::One].into_iter().find(|it| related_type(*it) == name);
    if let (Some(leads_to), [target]) = (leads_to, &arguments[..]) {
        return ShapeOf::Related(leads_to, Box::new(named_self(target, model)));
    }
    ShapeOf::Value(match name.as_str() {
        "String" => Kind::Text,
        "Vec" if matches!(arguments[..], [byte] if is_byte(byte)) => Kind::Bytes,
        "Vec" => Kind::Array,
        "Decimal" => Kind::Decimal,
        "Json" => Kind::Json,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" => Kind::Integer,
        "Uuid" => Kind::Uuid,
        "bool" | "char" | "f32" | "f64" | "NaiveDate" | "NaiveTime" | "NaiveDateTime" | "DateTime" => Kind::Other,
        "OffsetDateTime" | "PrimitiveDateTime" | "Timestamp" | "IpAddr" | "Ipv4Addr" | "Ipv6Addr" => Kind::Other,
        _ => Kind::Unknown,
    })
}

fn is_byte(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|(name, _)| name == "u8")
}

/// The field's type of the other side.
pub(crate) fn related_type(leads_to: LeadsTo) -> &'static str {
    match leads_to {
        LeadsTo::Many => "RelatedSet",
        LeadsTo::One => "RelatedOne",
    }
}

/// In the code that we write, `Self` is something else.
fn named_self(target: &Type, model: &Ident) -> Type {
    match target {
        Type::Path(path) if path.path.is_ident("Self") => {
            let mut model = model.clone();
            model.set_span(path.path.segments[0].ident.span());
            syn::parse_quote!(#model)
        }
        _ => target.clone(),
    }
}

/// Whether a target is the model, by its name alone.
pub(crate) fn is_itself(target: &Type, model: &Ident) -> bool {
    match target {
        Type::Path(path) => path.qself.is_none() && path.path.get_ident().is_some_and(|ident| ident == model),
        Type::Group(group) => is_itself(&group.elem, model),
        Type::Paren(paren) => is_itself(&paren.elem, model),
        _ => false,
    }
}

/// The name that a type's path ends with, and its one type argument.
pub(crate) fn last_segment(ty: &Type) -> Option<(String, Option<&Type>)> {
    let (name, arguments) = last_part(ty)?;
    Some((name, if let [one] = arguments[..] { Some(one) } else { None }))
}

/// The name that a type's path ends with, and its type arguments.
fn last_part(ty: &Type) -> Option<(String, Vec<&Type>)> {
    let path = match ty {
        Type::Path(path) if path.qself.is_none() => path,
        // What a `macro_rules!` macro passes on as `$ty:ty`.
        Type::Group(group) => return last_part(&group.elem),
        Type::Paren(paren) => return last_part(&paren.elem),
        _ => return None,
    };
    let segment = path.path.segments.last()?;
    let arguments = match &segment.arguments {
        PathArguments::AngleBracketed(list) => {
            let types = list.args.iter().map(|arg| if let GenericArgument::Type(ty) = arg { Some(ty) } else { None });
            types.collect::<Option<Vec<_>>>().unwrap_or_default()
        }
        _ => Vec::new(),
    };
    Some((super::plain(&segment.ident), arguments))
}
