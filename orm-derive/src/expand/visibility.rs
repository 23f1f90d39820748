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

/// The narrower of a field's visibility and its struct's: what nobody can name needs no method. Where two paths cannot
/// be compared it is the struct's, which is never too wide for rustc.
pub(super) fn narrower(field: &Visibility, model: &Visibility) -> Visibility {
    let field_is_narrower = match (reach(field), reach(model)) {
        (Some(field), Some(model)) => field < model,
        _ => false,
    };
    if field_is_narrower { field.clone() } else { model.clone() }
}

/// How far up something is seen, if that can be told from the tokens.
fn reach(vis: &Visibility) -> Option<usize> {
    match vis {
        Visibility::Inherited => Some(0),
        Visibility::Public(_) => Some(usize::MAX),
        Visibility::Restricted(it) if it.path.is_ident("crate") => Some(usize::MAX - 1),
        Visibility::Restricted(it) => {
            let up = it.path.segments.iter().filter(|segment| segment.ident == "super").count();
            (up > 0 || it.path.is_ident("self")).then_some(up)
        }
    }
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

    #[test]
    fn the_narrower_of_two() {
        let check = |field: &str, model: &str, expected: &str| {
            let parsed = |vis: &str| syn::parse_str::<Visibility>(vis).expect("a visibility");
            assert_eq!(narrower(&parsed(field), &parsed(model)), parsed(expected), "{field} in {model}");
        };
        check("pub", "pub(crate)", "pub(crate)");
        check("pub(crate)", "pub", "pub(crate)");
        check("", "pub(super)", "");
        check("pub(super)", "", "");
        check("pub(in super::super)", "pub(super)", "pub(super)");
        check("pub(super)", "pub(crate)", "pub(super)");
        check("pub(in crate::a)", "pub(super)", "pub(super)");
    }
}
