#[allow(
    dead_code,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
const _: () = {
    #[automatically_derived]
    impl ::orm::__private::View for OwnerCard {
        type Model = Owner;
        const SIZE_WITH_ALL_VIEWS_WITHIN: ::orm::__private::Size = ::orm::__private::Size::of(
            &[
                ::orm::__private::held::<String, _>().size(),
                ::orm::__private::held::<Option<String>, _>().size(),
                ::orm::__private::held::<i64, _>().size(),
                ::orm::__private::held::<Vec<CatLine>, _>().size(),
            ],
        );
        fn parts(__parts: &mut ::orm::__private::ViewParts<Self>) {
            ::orm::__private::held::<String, _>()
                .filled(__parts, |__row| &mut __row.name, Owner.name);
            ::orm::__private::held::<Option<String>, _>()
                .filled(__parts, |__row| &mut __row.city, Owner.city);
            ::orm::__private::held::<i64, _>()
                .filled(__parts, |__row| &mut __row.sits_for, Owner.sits_for.count());
            ::orm::__private::held::<Vec<CatLine>, _>()
                .filled(
                    __parts,
                    |__row| &mut __row.cats,
                    ::orm::__private::list_of::<Owner, _>(via(Owner::cat_set))
                        .filter(Cat.lives.gt(3))
                        .order_by((Cat.lives, Cat.name.desc()))
                        .limit(3),
                );
        }
        fn read(
            __cells: &mut ::orm::__private::Reading<'_>,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            ::core::result::Result::Ok(OwnerCard {
                name: ::orm::__private::held::<String, _>().read(__cells)?,
                city: ::orm::__private::held::<Option<String>, _>().read(__cells)?,
                sits_for: ::orm::__private::held::<i64, _>().read(__cells)?,
                cats: ::orm::__private::held::<Vec<CatLine>, _>().read(__cells)?,
            })
        }
    }
    const _: ::orm::__private::Size = <OwnerCard as ::orm::__private::View>::SIZE_WITH_ALL_VIEWS_WITHIN;
};
