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
        pub subject: ::orm::__private::Poly<
            __P,
            __comment::subject,
            ::orm::__private::NotNull,
        >,
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
            subject: ::orm::__private::Poly::NEW,
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
                ty: ::orm::__private::part_of_target::<
                    __comment::__subject_person,
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
                subject: ::orm::__private::decode_target::<
                    __comment::subject,
                    ::orm::__private::NotNull,
                >(__cells, __at, &mut __peers.subject)?,
            })
        }
        fn encode(&self) -> ::std::vec::Vec<::orm::__private::Value> {
            let mut __values = ::std::vec::Vec::new();
            __values.push(<i64 as ::orm::__private::DbValue>::encode(&self.id));
            __values
                .extend(
                    ::orm::__private::Value::into_parts(
                        ::orm::__private::encode_target::<
                            __comment::subject,
                        >(::core::option::Option::Some(&self.subject)),
                    ),
                );
            __values
        }
        fn take_columns(&mut self, __fresh: Self) {
            self.id = __fresh.id;
            ::orm::__private::take_target::<
                __comment::subject,
            >(&mut self.subject, __fresh.subject);
        }
    }
    pub struct CommentPeers {
        subject: ::orm::__private::Shared,
    }
    #[automatically_derived]
    impl ::core::default::Default for CommentPeers {
        fn default() -> Self {
            CommentPeers {
                subject: ::core::default::Default::default(),
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
    impl ::orm::__private::OneTarget for __comment::__subject_person {
        type Of = __comment::subject;
        type To = people::Owner;
        type Name = ::orm::__private::Named<4672325318720331456u64>;
        type Arity = ::orm::__private::OneAmongOthers;
        type Variants = <Subject as ::orm::__private::Polymorphic>::Variants;
        const DEF: ::orm::__private::TargetDef = ::orm::__private::TargetDef {
            name: "subject.person",
            columns: &[1usize],
            on_delete: ::orm::__private::OnDelete::Cascade,
            deferrable: ::orm::__private::Deferrable::No,
            related_name: ::core::option::Option::Some("comment_set"),
        };
    }
    impl ::orm::__private::InColumns for __comment::__subject_person {
        type Name = ::orm::__private::Named<15095872098967722087u64>;
    }
    const _: () = ::core::assert!(
        ::orm::__private::all_are_named:: < __comment::subject > (),
        "`Comment.subject` does not name every variant of `Subject`: name all of them in `#[polymorphic(..)]`"
    );
    impl ::orm::__private::OneOf for __comment::subject {
        type Model = Comment;
        type Enum = Subject;
        type Variants = <Subject as ::orm::__private::Polymorphic>::Variants;
        type Tokens<__P: ::orm::__private::Path> = CommentSubjectTargets<__P>;
        const DEF: &'static ::orm::__private::OneOfDef = &::orm::__private::OneOfDef {
            name: "subject",
            check: "comment_subject_target",
            targets: &[&[1usize]],
            nullable: false,
        };
        const VARIANTS: &'static [usize] = &[
            <__comment::__subject_person as ::orm::__private::OneTarget>::AT,
        ];
        fn held(__row: &Comment) -> ::core::option::Option<&Subject> {
            ::core::option::Option::Some(&__row.subject)
        }
        fn load_each<
            __M: ::orm::__private::Table,
            __P: ::orm::__private::Reach<__M, Leaf = Comment>,
        >(__loads: &mut ::orm::__private::Loads<__M>) {
            ::orm::__private::LoadPaths::<
                __M,
            >::add_to(
                ::orm::__private::Rel::<__P, __comment::__subject_person>::NEW,
                __loads,
            );
        }
    }
    pub struct CommentSubjectTargets<__P> {
        __path: ::core::marker::PhantomData<fn() -> __P>,
        pub person: ::orm::__private::Rel<__P, __comment::__subject_person>,
    }
    impl<__P: ::orm::__private::Path> ::orm::__private::Tokens
    for CommentSubjectTargets<__P> {
        const AT: &'static Self = &CommentSubjectTargets {
            __path: ::core::marker::PhantomData,
            person: ::orm::__private::Rel::NEW,
        };
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
                    ::orm::__private::encode_target::<
                        __comment::subject,
                    >(
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
                    ::orm::__private::encode_target::<
                        __comment::subject,
                    >(::core::option::Option::None),
                );
            self.parts.set(1usize, __key);
            CommentDraft {
                parts: self.parts,
                given: ::core::marker::PhantomData,
            }
        }
    }
};
