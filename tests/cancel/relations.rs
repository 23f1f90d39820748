//! Writing through managers: all of it or nothing.

use crate::dropped_everywhere;
use crate::every_poll::*;
use crate::{Cat, Keep, Note, Owner, Subject, cat, noted, owner};
use orm::prelude::*;

dropped_everywhere! {
    many_to_many,

    "many to many add" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.sits_for.add(stage.db(), [1_i64, 2]).await?;
    }
    "many to many remove" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.sits_for.remove(stage.db(), [1_i64, 3]).await?, 1);
    }
    "many to many set" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.sits_for.set(stage.db(), [1_i64, 2]).await?;
    }
    "many to many clear" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.sits_for.clear(stage.db()).await?, 1);
    }
    "many to many create" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.sits_for.create(stage.db(), Cat::create().name("Kit").owner(&ann)).await?;
    }
    "linked add" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        milo.sitters().add(stage.db(), [1_i64, 2]).await?;
    }
    "linked remove" |stage| {
        let rex = cat(stage.db(), "Rex").await?;
        stage.begin();
        assert_eq!(rex.sitters().remove(stage.db(), 1).await?, 1);
    }
    "linked set" |stage| {
        let rex = cat(stage.db(), "Rex").await?;
        stage.begin();
        rex.sitters().set(stage.db(), 2).await?;
    }
    "linked clear" |stage| {
        let rex = cat(stage.db(), "Rex").await?;
        stage.begin();
        assert_eq!(rex.sitters().clear(stage.db()).await?, 1);
    }
    "linked create" |stage| {
        let rex = cat(stage.db(), "Rex").await?;
        stage.begin();
        rex.sitters().create(stage.db(), Owner::create().name("Max")).await?;
    }
}

dropped_everywhere! {
    through,

    "through add_with" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.keeps.add_with(stage.db(), [1_i64, 2, 3], Keep::create().since(1999)).await?;
    }
    "through set_with" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.keeps.set_with(stage.db(), [2_i64, 3], Keep::create().since(1999)).await?;
    }
    "through create_with" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.keeps.create_with(stage.db(), Cat::create().name("Kit").owner(&ann), Keep::create().since(1999)).await?;
    }
    "through remove" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.keeps.remove(stage.db(), [1_i64, 3]).await?, 1);
    }
    "through clear" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        assert_eq!(ann.keeps.clear(stage.db()).await?, 1);
    }
    "linked through add_with" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        milo.keepers().add_with(stage.db(), [1_i64, 2], Keep::create().since(1999)).await?;
    }
    "linked through set_with" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        milo.keepers().set_with(stage.db(), 2, Keep::create().since(1999)).await?;
    }
    "linked through create_with" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        milo.keepers().create_with(stage.db(), Owner::create().name("Max"), Keep::create().since(1999)).await?;
    }
}

dropped_everywhere! {
    symmetrical,

    "symmetrical create" |stage| {
        let max = Owner::create().name("Max");
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.friends.create(stage.db(), max).await?;
    }
    "symmetrical set" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.friends.set(stage.db(), 1).await?;
    }
    "symmetrical remove" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        bob.friends.remove(stage.db(), 1).await?;
    }
    "symmetrical clear" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        bob.friends.clear(stage.db()).await?;
    }
}

dropped_everywhere! {
    many_to_one,

    "related add" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        stage.begin();
        ann.cat_set().add(stage.db(), [2_i64, 3]).await?;
    }
    "related remove" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        bob.patients().remove(stage.db(), [2_i64, 3]).await?;
    }
    "related set" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        bob.patients().set(stage.db(), [1_i64, 2]).await?;
    }
    "related clear" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        assert_eq!(bob.patients().clear(stage.db()).await?, 2);
    }
    "related create" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        stage.begin();
        bob.cat_set().create().name("Kit").save(stage.db()).await?;
    }
}

// A change that was dropped may have happened, so the field no longer trusts what it had read before.
dropped_everywhere! {
    a_field_never_hides_a_change_that_was_dropped,

    "many to many add beside a reading" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        ann.sits_for.load(stage.db()).await?;
        stage.begin();
        let check = HidesNothing { field: &ann.sits_for };
        ann.sits_for.add(stage.db(), [1_i64, 2]).await?;
        drop(check);
    }
}

/// Looks at the field when the future is dropped.
struct HidesNothing<'a> {
    field: &'a ManyToMany<Cat>,
}

impl Drop for HidesNothing<'_> {
    fn drop(&mut self) {
        assert!(self.field.loaded().is_none());
    }
}

dropped_everywhere! {
    polymorphic on EVERYWHERE, from noted,

    "polymorphic draft save" |stage| {
        let zoe = cat(stage.db(), "Zoe").await?;
        stage.begin();
        Note::create().about(&zoe).save(stage.db()).await?;
    }
    "polymorphic field set" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        let mut note = Note::objects().filter(Note.about.cat.name.eq("Milo")).one(stage.db()).await?;
        stage.begin();
        note.update(stage.db(), Note.about.set(&ann)).await?;
    }
    "polymorphic field saved" |stage| {
        let bob = owner(stage.db(), "Bob").await?;
        let mut note = Note::objects().filter(Note.about.cat.name.eq("Rex")).one(stage.db()).await?;
        note.about = Subject::from(&bob);
        stage.begin();
        note.save(stage.db()).await?;
    }
    "polymorphic add on the other side" |stage| {
        let ann = owner(stage.db(), "Ann").await?;
        let notes = Note::objects().all(stage.db()).await?;
        stage.begin();
        ann.note_set().add(stage.db(), &notes).await?;
    }
    "polymorphic delete of a target" |stage| {
        let milo = cat(stage.db(), "Milo").await?;
        stage.begin();
        assert_eq!(milo.delete(stage.db()).await?.of_model("Note"), 1);
    }
}
