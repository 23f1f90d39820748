#[allow(
    dead_code,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    private_bounds,
    private_interfaces,
    unreachable_pub,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    clippy::nursery
)]
const _: () = {
    use ::orm::__private as __orm;
    #[automatically_derived]
    impl ::orm::__private::Polymorphic for Subject {
        type Variants = SubjectVariants;
        fn detach(&mut self) {
            match self {
                Self::Cat(__it) => ::orm::__private::ForeignKey::detach(__it),
                Self::Firm(__it) => ::orm::__private::ForeignKey::detach(__it),
            }
        }
    }
    struct SubjectVariants;
    struct SubjectPeers(
        ::orm::__private::ToOnePeers<Cat, ::orm::__private::PrimaryKey>,
        ::orm::__private::ToOnePeers<Firm, to_field!(code)>,
    );
    #[automatically_derived]
    impl ::core::default::Default for SubjectPeers {
        fn default() -> Self {
            SubjectPeers(
                ::core::default::Default::default(),
                ::core::default::Default::default(),
            )
        }
    }
    impl ::orm::__private::Variants<Subject> for SubjectVariants {
        const COLUMNS: &'static [usize] = &[
            <<::orm::__private::PrimaryKey as ::orm::__private::Reference<
                Cat,
            >>::Value as ::orm::__private::Key>::TYPES
                .len(),
            <<to_field!(
                code
            ) as ::orm::__private::Reference<
                Firm,
            >>::Value as ::orm::__private::Key>::TYPES
                .len(),
        ];
        type Peers = SubjectPeers;
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __place: &dyn ::core::ops::Fn(usize) -> usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<
            ::core::option::Option<Subject>,
            ::orm::__private::CellError,
        > {
            ::orm::__private::one_of(
                __place(0usize),
                [
                    __peers
                        .0
                        .decode_nullable(__cells, __place(0usize))?
                        .map(Subject::Cat),
                    __peers
                        .1
                        .decode_nullable(__cells, __place(1usize))?
                        .map(Subject::Firm),
                ],
            )
        }
        fn encode(
            __it: ::core::option::Option<&Subject>,
            __variant: usize,
        ) -> ::orm::__private::Value {
            match __variant {
                0usize => {
                    ::orm::__private::encode_nullable_key::<
                        Cat,
                        ::orm::__private::PrimaryKey,
                    >(
                        match __it {
                            ::core::option::Option::Some(Subject::Cat(__it)) => {
                                ::core::option::Option::Some(__it)
                            }
                            _ => ::core::option::Option::None,
                        },
                    )
                }
                1usize => {
                    ::orm::__private::encode_nullable_key::<
                        Firm,
                        to_field!(code),
                    >(
                        match __it {
                            ::core::option::Option::Some(Subject::Firm(__it)) => {
                                ::core::option::Option::Some(__it)
                            }
                            _ => ::core::option::Option::None,
                        },
                    )
                }
                _ => ::orm::__private::Value::Parts(::std::vec::Vec::new()),
            }
        }
        fn take_key(__it: &mut Subject, __fresh: Subject) {
            #[allow(unreachable_patterns)]
            match (__it, __fresh) {
                (Subject::Cat(__it), Subject::Cat(__fresh)) => {
                    ::orm::__private::ForeignKey::take_key(__it, __fresh)
                }
                (Subject::Firm(__it), Subject::Firm(__fresh)) => {
                    ::orm::__private::ForeignKey::take_key(__it, __fresh)
                }
                (__it, __fresh) => *__it = __fresh,
            }
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&Subject> for Subject {
        fn from(__it: &Subject) -> Self {
            match __it {
                Self::Cat(__it) => Self::Cat(::core::clone::Clone::clone(__it)),
                Self::Firm(__it) => Self::Firm(::core::clone::Clone::clone(__it)),
            }
        }
    }
    impl ::orm::__private::HasVariant<
        Subject,
        ::orm::__private::Named<859104620111048583u64>,
        Cat,
    > for SubjectVariants {
        type By = ::orm::__private::PrimaryKey;
        const AT: usize = 0usize;
        fn held(
            __it: &Subject,
        ) -> ::core::option::Option<
            &::orm::__private::ForeignKey<Cat, ::orm::__private::PrimaryKey>,
        > {
            #[allow(unreachable_patterns)]
            match __it {
                Subject::Cat(__it) => ::core::option::Option::Some(__it),
                _ => ::core::option::Option::None,
            }
        }
    }
    impl ::orm::__private::HasVariant<
        Subject,
        ::orm::__private::Named<15104790047136377393u64>,
        Firm,
    > for SubjectVariants {
        type By = to_field!(code);
        const AT: usize = 1usize;
        fn held(
            __it: &Subject,
        ) -> ::core::option::Option<
            &::orm::__private::ForeignKey<Firm, to_field!(code)>,
        > {
            #[allow(unreachable_patterns)]
            match __it {
                Subject::Firm(__it) => ::core::option::Option::Some(__it),
                _ => ::core::option::Option::None,
            }
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&Cat> for Subject {
        fn from(__row: &Cat) -> Self {
            Self::Cat(::core::convert::From::from(__row))
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<ForeignKey<Cat>> for Subject {
        fn from(__key: ForeignKey<Cat>) -> Self {
            Self::Cat(__key)
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&ForeignKey<Cat>> for Subject {
        fn from(__key: &ForeignKey<Cat>) -> Self {
            Self::Cat(::core::clone::Clone::clone(__key))
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&Firm> for Subject {
        fn from(__row: &Firm) -> Self {
            Self::Firm(::core::convert::From::from(__row))
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<ForeignKey<Firm, to_field!(code)>> for Subject {
        fn from(__key: ForeignKey<Firm, to_field!(code)>) -> Self {
            Self::Firm(__key)
        }
    }
    #[automatically_derived]
    impl ::core::convert::From<&ForeignKey<Firm, to_field!(code)>> for Subject {
        fn from(__key: &ForeignKey<Firm, to_field!(code)>) -> Self {
            Self::Firm(::core::clone::Clone::clone(__key))
        }
    }
};
