package dev.lamplighter.cli.apply;

import dev.lamplighter.cli.remote.Item;

/** One change of a server. */
sealed interface Step {

    Item item();

    record Add(Item item, Version.Whole wanted) implements Step {}

    record Replace(Item item, Version.Whole wanted, Version present) implements Step {}

    record Remove(Item item) implements Step {}
}
