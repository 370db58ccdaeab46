package dev.lamplighter.model;

/** Something that was asked for until further notice; closing it ends that and cannot fail. */
public interface Subscription extends AutoCloseable {

    @Override
    void close();
}
