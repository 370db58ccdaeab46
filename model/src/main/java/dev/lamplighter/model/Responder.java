package dev.lamplighter.model;

/** The middle of every protocol: a question and where it came from to an answer. Pure, and safe to call from any thread. */
@FunctionalInterface
public interface Responder<Q, A> {

    Outcome<A> answer(Q asked, Arrival arrival);
}
