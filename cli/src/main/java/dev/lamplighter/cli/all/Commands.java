package dev.lamplighter.cli.all;

import dev.lamplighter.cli.Command;
import dev.lamplighter.cli.TemplateCommand;
import dev.lamplighter.cli.apply.ApplyCommand;
import dev.lamplighter.cli.apply.DiffCommand;
import dev.lamplighter.cli.boots.BootsCommand;
import dev.lamplighter.cli.butane.ButaneCommand;
import dev.lamplighter.cli.certs.CertsCommand;
import dev.lamplighter.cli.convert.ImportCommand;
import dev.lamplighter.cli.inspect.ExplainCommand;
import dev.lamplighter.cli.probe.ProbeCommand;
import dev.lamplighter.cli.remote.DeleteCommand;
import dev.lamplighter.cli.remote.DescribeCommand;
import dev.lamplighter.cli.remote.GetCommand;
import dev.lamplighter.cli.remote.PutCommand;
import java.util.List;
import java.util.Optional;

/** Every command of this room, in the order in which help names them. */
public final class Commands {

    public static final List<Command> ALL = List.of(new GetCommand(), new DescribeCommand(), new PutCommand(), new DeleteCommand(),
            new ApplyCommand(), new DiffCommand(), new BootsCommand(), new ExplainCommand(), new ProbeCommand(), new TemplateCommand(), new ButaneCommand(), new CertsCommand(),
            new ImportCommand());

    private Commands() {}

    public static Optional<Command> named(String name) {
        return ALL.stream().filter(command -> command.name().equals(name)).findFirst();
    }
}
