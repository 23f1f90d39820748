#[doc(hidden)]
#[allow(dead_code, non_upper_case_globals)]
pub const Comment: <Comment as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Comment>,
> = *<<Comment as ::orm::__private::Table>::Fields<
    ::orm::__private::Root<Comment>,
> as ::orm::__private::Tokens>::AT;
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
    mod __comment {
        pub struct id;
        pub struct subject;
        pub struct __subject_person;
    }
    pub struct CommentFields<__P> {
        pub id: ::orm::__private::Field<__P, __comment::id>,
        pub subject: CommentSubjectTargets<__P>,
    }
    impl<__P> ::core::marker::Copy for CommentFields<__P> {}
    impl<__P> ::core::clone::Clone for CommentFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens for CommentFields<__P> {
        const AT: &'static Self = &CommentFields {
            id: ::orm::__private::Field::NEW,
            subject: CommentSubjectTargets::NEW,
        };
    }
    #[automatically_derived]
    impl ::orm::__private::Table for Comment {
        const TABLE: &'static str = "comment";
        const COLUMNS: &'static [::orm::__private::ColumnDef] = &[
            ::orm::__private::ColumnDef {
                field: "id",
                name: "id",
                ty: <i64 as ::orm::__private::DbValue>::TYPE,
                nullable: false,
                max_length: ::core::option::Option::None,
                auto: true,
                unique: false,
                index: false,
                labels: <i64 as ::orm::__private::DbValue>::LABELS,
                db_default: ::core::option::Option::None,
            },
            ::orm::__private::ColumnDef {
                field: "subject",
                name: "subject_person_id",
                ty: ::orm::__private::key_part::<
                    people::Owner,
                    <Subject as ::orm::__private::HasVariant<
                        ::orm::__private::Named<4672325318720331456u64>,
                        people::Owner,
                    >>::By,
                >(0usize, 1usize),
                nullable: true,
                max_length: ::core::option::Option::None,
                auto: false,
                unique: false,
                index: true,
                labels: &[],
                db_default: ::core::option::Option::None,
            },
        ];
        type Key = i64;
        type Fields<__P: ::orm::__private::Path> = CommentFields<__P>;
        type Create = CommentDraft<::orm::__private::Missing>;
        type Peers = CommentPeers;
        fn schema() -> &'static ::orm::__private::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            __cells: &dyn ::orm::__private::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, ::orm::__private::CellError> {
            ::core::result::Result::Ok(Comment {
                id: <i64 as ::orm::__private::DbValue>::decode(__cells, __at + 0usize)?,
                subject: ::orm::__private::exactly_one(
                    __at + 1usize,
                    [
                        __peers
                            .__subject_person
                            .decode_nullable(__cells, __at + 1usize)?
                            .map(
                                <Subject as ::orm::__private::HasVariant<
                                    ::orm::__private::Named<4672325318720331456u64>,
                                    people::Owner,
                                >>::hold,
                            ),
                    ],
                )?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            ::std::vec![
                < i64 as ::orm::__private::DbValue > ::encode(& self.id),
                ::orm::__private::encode_nullable_key(< Subject as
                ::orm::__private::HasVariant < ::orm::__private::Named <
                4672325318720331456u64 >, people::Owner >> ::held(& self.subject))
            ]
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            ::orm::__private::Polymorphic::take_key(&mut self.subject, __fresh.subject);
        }
    }
    pub struct CommentPeers {
        __subject_person: ::orm::__private::ToOnePeers<
            people::Owner,
            <Subject as ::orm::__private::HasVariant<
                ::orm::__private::Named<4672325318720331456u64>,
                people::Owner,
            >>::By,
        >,
    }
    #[automatically_derived]
    impl ::core::default::Default for CommentPeers {
        fn default() -> Self {
            CommentPeers {
                __subject_person: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: ::orm::__private::ModelSchema = ::orm::__private::ModelSchema {
        name: "Comment",
        module: ::core::module_path!(),
        schema: <Comment as ::orm::__private::Table>::SCHEMA,
        table: <Comment as ::orm::__private::Table>::TABLE,
        columns: <Comment as ::orm::__private::Table>::COLUMNS,
        key: &[0usize],
        relations: &[
            <__comment::__subject_person as ::orm::__private::Relation>::STEP.relation,
        ],
        uniques: &[],
        indexes: &[],
        checks: &[
            ::orm::__private::CheckDef {
                name: "comment_subject_target",
                condition: ::orm::__private::check_of_one::<__comment::subject>,
            },
        ],
        ordering: &[],
        comment: ::core::option::Option::None,
        managed: true,
        texts: ::orm::__private::TextSlot::new(),
    };
    ::orm::__private::inventory::submit! {
        ::orm::__private::Registration(& __SCHEMA)
    }
    impl ::orm::__private::Column for __comment::id {
        type Model = Comment;
        type Base = i64;
        type Null = ::orm::__private::NotNull;
        const AT: usize = 0usize;
    }
    impl ::orm::__private::Relation for __comment::__subject_person {
        type Source = Comment;
        type Target = people::Owner;
        type Arity = ::orm::__private::OneAmongOthers;
        type RefersBy = <Subject as ::orm::__private::HasVariant<
            ::orm::__private::Named<4672325318720331456u64>,
            people::Owner,
        >>::By;
        const STEP: ::orm::__private::Step = ::orm::__private::Step {
            relation: &::orm::__private::RelationDef {
                name: "subject.person",
                kind: ::orm::__private::RelationKind::ForeignKey,
                source: <Comment as ::orm::__private::Table>::schema,
                target: <people::Owner as ::orm::__private::Table>::schema,
                columns: &[1usize],
                refers_to: <<Subject as ::orm::__private::HasVariant<
                    ::orm::__private::Named<4672325318720331456u64>,
                    people::Owner,
                >>::By as ::orm::__private::Reference<people::Owner>>::TO,
                nullable: true,
                on_delete: ::orm::__private::OnDelete::Cascade,
                deferrable: ::orm::__private::Deferrable::No,
                related_name: ::core::option::Option::Some("comment_set"),
                through: ::core::option::Option::None,
                one_of: ::core::option::Option::Some(
                    <__comment::subject as ::orm::__private::OneOf>::DEF,
                ),
            },
            reversed: false,
        };
    }
    impl ::orm::__private::InField for __comment::__subject_person {
        type Field = ::orm::__private::ForeignKey<
            people::Owner,
            <Subject as ::orm::__private::HasVariant<
                ::orm::__private::Named<4672325318720331456u64>,
                people::Owner,
            >>::By,
        >;
        fn field(__row: &Comment) -> ::core::option::Option<&Self::Field> {
            <Subject as ::orm::__private::HasVariant<
                ::orm::__private::Named<4672325318720331456u64>,
                people::Owner,
            >>::held(&__row.subject)
        }
    }
    impl ::orm::__private::InColumns for __comment::__subject_person {
        type Name = ::orm::__private::Named<15095872098967722087u64>;
    }
    const _: () = ::core::assert!(
        < Subject as ::orm::__private::Polymorphic > ::VARIANTS == 1usize,
        "`Comment.subject` does not name every variant of `Subject`: name all of them in `#[polymorphic(..)]`"
    );
    impl ::orm::__private::OneOf for __comment::subject {
        type Model = Comment;
        type Enum = Subject;
        type Null = ::orm::__private::NotNull;
        const DEF: &'static ::orm::__private::OneOfDef = &::orm::__private::OneOfDef {
            name: "subject",
            check: "comment_subject_target",
            targets: &[&[1usize]],
            nullable: false,
        };
        fn encode(
            __target: ::core::option::Option<&Subject>,
        ) -> ::orm::__private::Value {
            ::orm::__private::targets_of([
                ::orm::__private::encode_nullable_key(
                    ::core::option::Option::and_then(
                        __target,
                        <Subject as ::orm::__private::HasVariant<
                            ::orm::__private::Named<4672325318720331456u64>,
                            people::Owner,
                        >>::held,
                    ),
                ),
            ])
        }
    }
    pub struct CommentSubjectTargets<__P> {
        __path: ::core::marker::PhantomData<fn() -> __P>,
        pub person: ::orm::__private::Rel<__P, __comment::__subject_person>,
    }
    impl<__P> ::core::marker::Copy for CommentSubjectTargets<__P> {}
    impl<__P> ::core::clone::Clone for CommentSubjectTargets<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P> CommentSubjectTargets<__P> {
        const NEW: Self = CommentSubjectTargets {
            __path: ::core::marker::PhantomData,
            person: ::orm::__private::Rel::NEW,
        };
    }
    impl<__P: ::orm::__private::Path<Leaf = Comment>> CommentSubjectTargets<__P> {
        ///It leads to this row.
        pub fn eq(
            self,
            __row: impl ::orm::__private::IntoTarget<Subject>,
        ) -> ::orm::__private::Cond<__P::Root> {
            ::orm::__private::leads_to::<
                __P,
                __comment::subject,
            >(&::orm::__private::IntoTarget::into_target(__row))
        }
        ///It does not lead to this row.
        pub fn ne(
            self,
            __row: impl ::orm::__private::IntoTarget<Subject>,
        ) -> ::orm::__private::Cond<__P::Root> {
            !self.eq(__row)
        }
        ///It leads to no row.
        pub fn is_null(self) -> ::orm::__private::Cond<__P::Root> {
            ::orm::__private::leads_nowhere::<__P, __comment::subject>()
        }
    }
    impl CommentSubjectTargets<::orm::__private::Root<Comment>> {
        ///Says which row the field leads to after an update: one target is set, the others are emptied.
        pub fn set(
            self,
            __row: impl ::orm::__private::IntoTarget<Subject>,
        ) -> ::orm::__private::Assign<Comment> {
            ::orm::__private::assigned::<
                __comment::subject,
            >(
                ::core::option::Option::Some(
                    &::orm::__private::IntoTarget::into_target(__row),
                ),
            )
        }
    }
    impl ::orm::__private::OwnColumns<Comment>
    for CommentSubjectTargets<::orm::__private::Root<Comment>> {
        fn positions() -> ::std::vec::Vec<usize> {
            <__comment::subject as ::orm::__private::OneOf>::DEF.positions()
        }
    }
    impl<
        __M: ::orm::__private::Table,
        __P: ::orm::__private::Reach<__M, Leaf = Comment>,
    > ::orm::__private::LoadPaths<__M> for CommentSubjectTargets<__P> {
        fn add_to(self, __loads: &mut ::orm::__private::Loads<__M>) {
            ::orm::__private::LoadPaths::<__M>::add_to(self.person, __loads);
        }
    }
    impl ::orm::__private::UniqueWith<()> for __comment::id {}
    impl people::Owner {
        ///The rows of `Comment` whose `subject` is this row.
        #[inline]
        pub fn comment_set(
            &self,
        ) -> ::orm::__private::RelatedManager<
            '_,
            ::orm::__private::Reverse<__comment::__subject_person>,
        > {
            ::orm::__private::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CommentDraft<__subject> {
        parts: ::orm::__private::Parts,
        given: ::core::marker::PhantomData<fn() -> (__subject,)>,
    }
    #[diagnostic::on_unimplemented(
        message = "`subject` was not given",
        label = "`Comment` cannot be saved without its `subject`",
        note = "add `.subject(..)` to the draft"
    )]
    pub trait subject_is_given {}
    impl subject_is_given for ::orm::__private::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CommentDraft<::orm::__private::Missing> {
        fn default() -> Self {
            CommentDraft {
                parts: ::orm::__private::Parts::of(2usize),
                given: ::core::marker::PhantomData,
            }
        }
    }
    impl<__subject> CommentDraft<__subject> {
        ///Gives `Comment` its `id`.
        pub fn id(
            mut self,
            __value: impl ::orm::__private::IntoValue<i64>,
        ) -> CommentDraft<__subject> {
            self.parts
                .set(0usize, ::orm::__private::IntoValue::<i64>::into_value(__value));
            CommentDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        ///Gives `Comment` its `subject`.
        pub fn subject(
            mut self,
            __value: impl ::orm::__private::IntoTarget<Subject>,
        ) -> CommentDraft<::orm::__private::Given> {
            self.parts
                .set(
                    1usize,
                    <__comment::subject as ::orm::__private::OneOf>::encode(
                        ::core::option::Option::Some(
                            &::orm::__private::IntoTarget::into_target(__value),
                        ),
                    ),
                );
            CommentDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Comment`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(
            self,
            __db: &::orm::__private::Db,
        ) -> ::orm::__private::Pending<'_, Comment>
        where
            __subject: subject_is_given,
        {
            ::orm::__private::save_draft(
                __db,
                CommentDraft::<::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn get_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Comment, bool)>
        where
            __K: ::orm::__private::UniqueKey<Comment>,
            __subject: subject_is_given,
        {
            ::orm::__private::get_or_create(
                __db,
                CommentDraft::<::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
        ///Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn update_or_create<__K>(
            self,
            __db: &::orm::__private::Db,
            __key: __K,
        ) -> ::orm::__private::Pending<'_, (Comment, bool)>
        where
            __K: ::orm::__private::UniqueKey<Comment>,
            __subject: subject_is_given,
        {
            ::orm::__private::update_or_create(
                __db,
                CommentDraft::<::orm::__private::Given> {
                    parts: self.parts,
                    given: ::core::marker::PhantomData,
                },
                __key,
            )
        }
    }
    impl<__subject: subject_is_given> ::orm::__private::Draft
    for CommentDraft<__subject> {
        type Model = Comment;
        fn parts(self) -> ::orm::__private::Parts {
            self.parts
        }
    }
    impl<__subject> ::orm::__private::WithRelated for CommentDraft<__subject> {
        type Model = Comment;
        fn held(&mut self) -> &mut ::orm::__private::Parts {
            &mut self.parts
        }
    }
    impl ::orm::__private::Give<::orm::__private::Named<15095872098967722087u64>>
    for CommentDraft<::orm::__private::Missing> {
        type With = CommentDraft<::orm::__private::Given>;
        fn give(mut self, __key: ::orm::__private::Value) -> Self::With {
            self.parts
                .set(
                    1usize,
                    <__comment::subject as ::orm::__private::OneOf>::encode(
                        ::core::option::Option::None,
                    ),
                );
            self.parts.set(1usize, __key);
            CommentDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
