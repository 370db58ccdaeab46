package dev.lamplighter.rpc.service;

import dev.lamplighter.store.catalog.Actor;

/** One kind of call: from the question and who asks it to the answer. Called on an event loop, so what must wait comes back as {@code Later} or {@code Promised}. */
public interface Call<Q, A> {

    Answer<A> answer(Q asked, Actor by);
}
