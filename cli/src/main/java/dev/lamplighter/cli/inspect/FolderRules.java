package dev.lamplighter.cli.inspect;

import dev.lamplighter.cli.SourceFile;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.render.gotemplate.FunctionSet;
import dev.lamplighter.render.gotemplate.GoTemplate;
import dev.lamplighter.render.gotemplate.TemplateException;
import dev.lamplighter.store.catalog.CatalogFile;
import dev.lamplighter.store.catalog.Parsed;
import dev.lamplighter.store.catalog.TemplateKind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Files that the server never reads, templates that no profile names, and what is wrong with those that no group's documents are made of. */
final class FolderRules {

    /** What cloud-init asks for beside the template that a profile names. */
    private static final Pattern SEED = Pattern.compile("(generic/.+)\\.(?:meta-data|vendor-data|network-config)");

    private static final Set<String> OBJECTS = Set.of("groups", "profiles");
    private static final Set<String> NOT_OURS = Set.of("assets", "machines", "lost+found");

    private static final int DEEPEST = 16;

    private final Path folder;
    private final FunctionSet functions;
    private final Report report;

    FolderRules(Path folder, FunctionSet functions, Report report) {
        this.folder = folder;
        this.functions = functions;
        this.report = report;
    }

    /** Returns how many templates there are. */
    int check(ProfileRules.Named named) {
        var kinds = List.of(TemplateKind.values()).stream().map(TemplateKind::folder).toList();
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (!OBJECTS.contains(name) && !kinds.contains(name) && !NOT_OURS.contains(name) && Files.isDirectory(entry)) {
                meant(name, kinds);
            }
        }
        boolean empty = true;
        for (String objects : OBJECTS.stream().sorted().toList()) {
            for (Path entry : entries(folder.resolve(objects))) {
                String name = entry.getFileName().toString();
                boolean read = isRead(objects, name);
                empty &= !read;
                if (!read && Files.isRegularFile(entry)) {
                    report.add(Severity.NOTE, "file-ignored", Spot.of(objects + "/" + name), "the server does not read this file: its name "
                            + (objects.equals("groups") ? "ends in neither .json nor .yaml" : "does not end in .json"));
                }
            }
        }
        if (empty) {
            report.add(Severity.ERROR, "folder-empty", Spot.of("."), "the folder holds neither groups nor profiles, so no machine gets anything; is it the data folder?");
        }
        int templates = 0;
        for (TemplateKind kind : TemplateKind.values()) {
            for (String file : files(folder.resolve(kind.folder()), DEEPEST)) {
                templates++;
                template(kind, file, named);
            }
        }
        return templates;
    }

    private void template(TemplateKind kind, String file, ProfileRules.Named named) {
        var seed = SEED.matcher(file);
        String of = seed.matches() && !named.templates().contains(file) ? seed.group(1) : file;
        if (!named.templates().contains(of)) {
            report.add(Severity.NOTE, "template-unused", Spot.of(file), "no profile names this template");
        }
        if (!named.rendered().contains(of) && (kind != TemplateKind.IGNITION || ButaneRules.isButane(file))) {
            parse(file);
        }
    }

    /** What would be found when it is rendered, but for what only a group's data shows. */
    private void parse(String file) {
        switch (CatalogFile.content(folder.resolve(file), SourceFile.LARGEST)) {
            case Parsed.Bad<Bytes> bad -> report.add(Severity.WARNING, "template-unreadable", Spot.of(file), "this template " + bad.message());
            case Parsed.Good<Bytes>(Bytes content) -> {
                try {
                    GoTemplate.parse(file, content.toArray(), functions);
                } catch (TemplateException broken) {
                    var said = Spot.lead(broken.getMessage(), Spot.of(file));
                    report.add(Severity.WARNING, "template-broken", said.spot(), said.text());
                }
            }
        }
    }

    private static boolean isRead(String objects, String name) {
        return name.endsWith(".json") || (objects.equals("groups") && name.endsWith(".yaml"));
    }

    private void meant(String name, List<String> kinds) {
        var all = new ArrayList<>(kinds);
        all.addAll(OBJECTS);
        all.stream().filter(known -> known.startsWith(name) || name.startsWith(known) || known.equalsIgnoreCase(name)).findFirst().ifPresent(known ->
                report.add(Severity.WARNING, "folder-ignored", Spot.of(name), "the server does not read this folder; is it meant to be " + known + "?"));
    }

    /** Files of a folder of templates and the folders below it, as below the data folder; names that begin with a dot are editors' and links' own. */
    private List<String> files(Path of, int depth) {
        var files = new ArrayList<String>();
        for (Path entry : entries(of)) {
            if (Files.isRegularFile(entry)) {
                files.add(folder.relativize(entry).toString());
            } else if (depth > 1 && Files.isDirectory(entry)) {
                files.addAll(files(entry, depth - 1));
            }
        }
        return files;
    }

    private List<Path> entries(Path of) {
        var entries = new ArrayList<Path>();
        try (var listing = Files.newDirectoryStream(of, entry -> !entry.getFileName().toString().startsWith("."))) {
            listing.forEach(entries::add);
        } catch (NoSuchFileException | NotDirectoryException absent) {
            return List.of();
        } catch (IOException | DirectoryIteratorException unreadable) {
            report.add(Severity.ERROR, "folder-unreadable", Spot.of(folder.relativize(of).toString()), "the folder cannot be listed: " + unreadable.getMessage());
        }
        entries.sort(null);
        return entries;
    }
}
