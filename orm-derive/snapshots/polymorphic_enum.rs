#[automatically_derived]
impl ::orm::__private::Polymorphic for Subject {
    const VARIANTS: usize = 2usize;
    fn detach(&mut self) {
        match self {
            Self::Cat(__it) => ::orm::__private::ForeignKey::detach(__it),
            Self::Firm(__it) => ::orm::__private::ForeignKey::detach(__it),
        }
    }
    fn take_key(&mut self, __fresh: Self) {
        #[allow(unreachable_patterns)]
        match (self, __fresh) {
            (Self::Cat(__it), Self::Cat(__fresh)) => {
                ::orm::__private::ForeignKey::take_key(__it, __fresh)
            }
            (Self::Firm(__it), Self::Firm(__fresh)) => {
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
#[automatically_derived]
impl ::orm::__private::HasVariant<::orm::__private::Named<859104620111048583u64>, Cat>
for Subject {
    type By = ::orm::__private::PrimaryKey;
    fn held(
        &self,
    ) -> ::core::option::Option<
        &::orm::__private::ForeignKey<Cat, ::orm::__private::PrimaryKey>,
    > {
        #[allow(unreachable_patterns)]
        match self {
            Self::Cat(__it) => ::core::option::Option::Some(__it),
            _ => ::core::option::Option::None,
        }
    }
    fn hold(
        __key: ::orm::__private::ForeignKey<Cat, ::orm::__private::PrimaryKey>,
    ) -> Self {
        Self::Cat(__key)
    }
}
#[automatically_derived]
impl ::orm::__private::HasVariant<::orm::__private::Named<15104790047136377393u64>, Firm>
for Subject {
    type By = to_field!(code);
    fn held(
        &self,
    ) -> ::core::option::Option<&::orm::__private::ForeignKey<Firm, to_field!(code)>> {
        #[allow(unreachable_patterns)]
        match self {
            Self::Firm(__it) => ::core::option::Option::Some(__it),
            _ => ::core::option::Option::None,
        }
    }
    fn hold(__key: ::orm::__private::ForeignKey<Firm, to_field!(code)>) -> Self {
        Self::Firm(__key)
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
