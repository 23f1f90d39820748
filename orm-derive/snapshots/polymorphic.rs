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
    use ::orm::__private as __orm;
    mod __comment {
        pub struct id;
        pub struct subject;
        pub struct __subject_person;
    }
    pub struct CommentFields<__P> {
        pub id: __orm::Field<__P, __comment::id>,
        pub subject: __orm::Poly<__P, __comment::subject, __orm::NotNull>,
    }
    impl<__P> ::core::marker::Copy for CommentFields<__P> {}
    impl<__P> ::core::clone::Clone for CommentFields<__P> {
        fn clone(&self) -> Self {
            *self
        }
    }
    impl<__P: __orm::Path> __orm::Tokens for CommentFields<__P> {
        const AT: &'static Self = &CommentFields {
            id: __orm::Field::NEW,
            subject: __orm::Poly::NEW,
        };
    }
    #[automatically_derived]
    impl __orm::Table for Comment {
        const TABLE: &'static str = "comment";
        const COLUMNS: &'static [__orm::ColumnDef] = &[
            __orm::ColumnDef {
                auto: true,
                ..__orm::ColumnDef::new("id", "id", <i64 as __orm::DbValue>::TYPE)
            },
            __orm::ColumnDef {
                nullable: true,
                index: true,
                ..__orm::ColumnDef::new(
                    "subject",
                    "subject_person_id",
                    __orm::part_of_target::<__comment::__subject_person>(0usize, 1usize),
                )
            },
        ];
        type Key = i64;
        type Fields<__P: __orm::Path> = CommentFields<__P>;
        type Create = CommentDraft<__orm::Missing>;
        type Peers = CommentPeers;
        fn schema() -> &'static __orm::ModelSchema {
            &__SCHEMA
        }
        fn key(&self) -> Self::Key {
            ::core::clone::Clone::clone(&self.id)
        }
        fn decode(
            __cells: &dyn __orm::Cells,
            __at: usize,
            __peers: &mut Self::Peers,
        ) -> ::core::result::Result<Self, __orm::CellError> {
            ::core::result::Result::Ok(Comment {
                id: <i64 as __orm::DbValue>::decode(__cells, __at + 0usize)?,
                subject: __orm::decode_target::<
                    __comment::subject,
                    __orm::NotNull,
                >(__cells, __at, &mut __peers.subject)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<__orm::Value> {
            let mut __values = ::std::vec::Vec::new();
            __values.push(<i64 as __orm::DbValue>::encode(&self.id));
            __values
                .extend(
                    __orm::Value::into_parts(
                        __orm::encode_target::<
                            __comment::subject,
                        >(::core::option::Option::Some(&self.subject)),
                    ),
                );
            __values
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            __orm::take_target::<__comment::subject>(&mut self.subject, __fresh.subject);
        }
    }
    pub struct CommentPeers {
        subject: __orm::Shared,
    }
    #[automatically_derived]
    impl ::core::default::Default for CommentPeers {
        fn default() -> Self {
            CommentPeers {
                subject: ::core::default::Default::default(),
            }
        }
    }
    static __SCHEMA: __orm::ModelSchema = __orm::ModelSchema {
        name: "Comment",
        module: ::core::module_path!(),
        schema: <Comment as __orm::Table>::SCHEMA,
        table: <Comment as __orm::Table>::TABLE,
        columns: <Comment as __orm::Table>::COLUMNS,
        key: &[0usize],
        relations: &[<__comment::__subject_person as __orm::Relation>::STEP.relation],
        uniques: &[],
        indexes: &[],
        checks: &[
            __orm::CheckDef {
                name: "comment_subject_target",
                condition: __orm::check_of_one::<__comment::subject>,
            },
        ],
        ordering: &[],
        comment: ::core::option::Option::None,
        managed: true,
        texts: __orm::TextSlot::new(),
    };
    __orm::inventory::submit! {
        __orm::Registration(& __SCHEMA)
    }
    impl __orm::Column for __comment::id {
        type Model = Comment;
        type Base = i64;
        type Null = __orm::NotNull;
        const AT: usize = 0usize;
    }
    impl __orm::OneTarget for __comment::__subject_person {
        type Of = __comment::subject;
        type To = people::Owner;
        type Name = __orm::Named<4672325318720331456u64>;
        type Arity = __orm::OneAmongOthers;
        type Variants = <Subject as __orm::Polymorphic>::Variants;
        const DEF: __orm::TargetDef = __orm::TargetDef {
            name: "subject.person",
            columns: &[1usize],
            on_delete: __orm::OnDelete::Cascade,
            deferrable: __orm::Deferrable::No,
            related_name: ::core::option::Option::Some("comment_set"),
        };
    }
    impl __orm::InColumns for __comment::__subject_person {
        type Name = __orm::Named<15095872098967722087u64>;
    }
    const _: () = ::core::assert!(
        __orm::all_are_named:: < __comment::subject > (),
        "`Comment.subject` does not name every variant of `Subject`: name all of them in `#[polymorphic(..)]`"
    );
    impl __orm::OneOf for __comment::subject {
        type Model = Comment;
        type Enum = Subject;
        type Variants = <Subject as __orm::Polymorphic>::Variants;
        type Tokens<__P: __orm::Path> = CommentSubjectTargets<__P>;
        const DEF: &'static __orm::OneOfDef = &__orm::OneOfDef {
            name: "subject",
            check: "comment_subject_target",
            targets: &[&[1usize]],
            nullable: false,
        };
        const VARIANTS: &'static [usize] = &[
            <__comment::__subject_person as __orm::OneTarget>::AT,
        ];
        fn held(__row: &Comment) -> ::core::option::Option<&Subject> {
            ::core::option::Option::Some(&__row.subject)
        }
        fn load_each<__M: __orm::Table, __P: __orm::Reach<__M, Leaf = Comment>>(
            __loads: &mut __orm::Loads<__M>,
        ) {
            __orm::LoadPaths::<
                __M,
            >::add_to(__orm::Rel::<__P, __comment::__subject_person>::NEW, __loads);
        }
    }
    pub struct CommentSubjectTargets<__P> {
        __path: ::core::marker::PhantomData<fn() -> __P>,
        pub person: __orm::Rel<__P, __comment::__subject_person>,
    }
    impl<__P: __orm::Path> __orm::Tokens for CommentSubjectTargets<__P> {
        const AT: &'static Self = &CommentSubjectTargets {
            __path: ::core::marker::PhantomData,
            person: __orm::Rel::NEW,
        };
    }
    impl __orm::UniqueWith<()> for __comment::id {}
    impl people::Owner {
        ///The rows of `Comment` whose `subject` is this row.
        #[inline]
        pub fn comment_set(
            &self,
        ) -> __orm::RelatedManager<'_, __orm::Reverse<__comment::__subject_person>> {
            __orm::RelatedManager::of(self)
        }
    }
    ///A row that is not in the database yet.
    #[must_use = "a draft is not in the database before it is saved"]
    pub struct CommentDraft<__subject> {
        parts: __orm::Parts,
        given: __orm::PhantomData<fn() -> (__subject,)>,
    }
    type __Complete = CommentDraft<__orm::Given>;
    #[diagnostic::on_unimplemented(
        message = "`subject` was not given",
        label = "`Comment` cannot be saved without its `subject`",
        note = "add `.subject(..)` to the draft"
    )]
    pub trait subject_is_given {}
    impl subject_is_given for __orm::Given {}
    #[automatically_derived]
    impl ::core::default::Default for CommentDraft<__orm::Missing> {
        fn default() -> Self {
            CommentDraft {
                parts: __orm::Parts::of(2usize),
                given: __orm::PhantomData,
            }
        }
    }
    impl<__subject> CommentDraft<__subject> {
        ///Gives `Comment` its `id`.
        pub fn id(self, __value: impl __orm::IntoValue<i64>) -> CommentDraft<__subject> {
            CommentDraft {
                parts: self
                    .parts
                    .with(0usize, __orm::IntoValue::<i64>::into_value(__value)),
                given: __orm::PhantomData,
            }
        }
        ///Gives `Comment` its `subject`.
        pub fn subject(
            self,
            __value: impl __orm::IntoTarget<Subject>,
        ) -> CommentDraft<__orm::Given> {
            CommentDraft {
                parts: self
                    .parts
                    .with(
                        1usize,
                        __orm::encode_target::<
                            __comment::subject,
                        >(
                            ::core::option::Option::Some(
                                &__orm::IntoTarget::into_target(__value),
                            ),
                        ),
                    ),
                given: __orm::PhantomData,
            }
        }
        /**Inserts the row. One statement.

# Errors
Violations of `Comment`'s constraints; those of the database.*/
        #[track_caller]
        pub fn save(self, __db: &__orm::Db) -> __orm::Pending<'_, Comment>
        where
            __subject: subject_is_given,
        {
            __orm::save_draft(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
            )
        }
        ///The row with this unique key, or the one that is inserted; and whether it was. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn get_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Comment, bool)>
        where
            __K: __orm::UniqueKey<Comment>,
            __subject: subject_is_given,
        {
            __orm::get_or_create(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
                __key,
            )
        }
        ///Sets what was given on the row with this unique key, or inserts it; and whether it was inserted. One statement for a row that is there, two for one that is not.
        #[track_caller]
        pub fn update_or_create<__K>(
            self,
            __db: &__orm::Db,
            __key: __K,
        ) -> __orm::Pending<'_, (Comment, bool)>
        where
            __K: __orm::UniqueKey<Comment>,
            __subject: subject_is_given,
        {
            __orm::update_or_create(
                __db,
                __Complete {
                    parts: self.parts,
                    given: __orm::PhantomData,
                },
                __key,
            )
        }
    }
    impl<__subject: subject_is_given> __orm::Draft for CommentDraft<__subject> {
        type Model = Comment;
        fn parts(self) -> __orm::Parts {
            self.parts
        }
    }
    impl<__subject> __orm::WithRelated for CommentDraft<__subject> {
        type Model = Comment;
        fn held(&mut self) -> &mut __orm::Parts {
            &mut self.parts
        }
    }
    impl __orm::Give<__orm::Named<15095872098967722087u64>>
    for CommentDraft<__orm::Missing> {
        type With = CommentDraft<__orm::Given>;
        fn give(mut self, __key: __orm::Value) -> Self::With {
            self.parts
                .set(
                    1usize,
                    __orm::encode_target::<
                        __comment::subject,
                    >(::core::option::Option::None),
                );
            self.parts.set(1usize, __key);
            CommentDraft {
                parts: self.parts,
                given: __orm::PhantomData,
            }
        }
    }
};
