//! Who may see what is written for a field.

use syn::Visibility;

/// A field's visibility, as it is said one module deeper.
pub(super) fn from_inside(vis: &Visibility) -> Visibility {
    match vis {
        Visibility::Inherited => syn::parse_quote!(pub(super)),
        Visibility::Public(_) => vis.clone(),
        Visibility::Restricted(it) => {
            let path = &it.path;
            match path.segments.first() {
                Some(first) if first.ident == "super" => syn::parse_quote!(pub(in super::#path)),
                Some(first) if first.ident == "self" => {
                    let rest = path.segments.iter().skip(1);
                    syn::parse_quote!(pub(in super #(::#rest)*))
                }
                _ => vis.clone(),
            }
        }
    }
}

/// The narrower of a field's visibility and its struct's: what nobody can name needs no method.
pub(super) fn narrower(field: &Visibility, model: &Visibility) -> Visibility {
    let narrow = match (field, model) {
        (Visibility::Public(_), model) => model,
        (field, Visibility::Public(_)) => field,
        (Visibility::Inherited, _) => field,
        (_, Visibility::Inherited) => model,
        _ if is_crate(field) => model,
        _ => field,
    };
    narrow.clone()
}

fn is_crate(vis: &Visibility) -> bool {
    matches!(vis, Visibility::Restricted(it) if it.path.is_ident("crate"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::ToTokens;

    #[test]
    fn one_module_deeper() {
        let inside = |vis: &str| {
            let vis: Visibility = syn::parse_str(vis).expect("a visibility");
            from_inside(&vis).to_token_stream().to_string()
        };
        let cases = ["", "pub", "pub(crate)", "pub(super)", "pub(self)", "pub(in super::super)", "pub(in crate::a)"];
        let expected = expect_test::expect![[r#"
             -> pub (super)
            pub -> pub
            pub(crate) -> pub (crate)
            pub(super) -> pub (in super :: super)
            pub(self) -> pub (in super)
            pub(in super::super) -> pub (in super :: super :: super)
            pub(in crate::a) -> pub (in crate :: a)
        "#]];
        expected.assert_eq(&cases.map(|vis| format!("{vis} -> {}\n", inside(vis))).concat());
    }
}
