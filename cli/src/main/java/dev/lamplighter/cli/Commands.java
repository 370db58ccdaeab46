package dev.lamplighter.cli;

import dev.lamplighter.cli.butane.ButaneCommand;
import java.util.List;
import java.util.Optional;

/** Every command of this room, in the order in which help names them. */
public final class Commands {

    public static final List<Command> ALL = List.of(new TemplateCommand(), new ButaneCommand());

    private Commands() {}

    public static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
