package dev.lamplighter.cli.inspect;

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

/** Files that the server never reads, and templates that no profile names. */
final class FolderRules {

    /** What cloud-init asks for beside the template that a profile names. */
    private static final Pattern SEED = Pattern.compile("\\.(?:meta-data|vendor-data|network-config)$");

    private static final Set<String> OBJECTS = Set.of("groups", "profiles");
    private static final Set<String> NOT_OURS = Set.of("assets", "machines", "lost+found");

    private final Path folder;
    private final Report report;

    FolderRules(Path folder, Report report) {
        this.folder = folder;
        this.report = report;
    }

    /** {@code namedTemplates} are files below the folder. Returns how many templates there are. */
    int check(Set<String> namedTemplates) {
        var kinds = List.of(TemplateKind.values()).stream().map(TemplateKind::folder).toList();
        for (Path entry : entries(folder)) {
            String name = entry.getFileName().toString();
            if (!OBJECTS.contains(name) && !kinds.contains(name) && !NOT_OURS.contains(name) && Files.isDirectory(entry)) {
                meant(name, kinds);
            }
        }
        if (OBJECTS.stream().noneMatch(objects -> Files.isDirectory(folder.resolve(objects)))) {
            report.add(Severity.WARNING, "folder-empty", Spot.of("."), "the folder holds neither groups/ nor profiles/; is it the data folder?");
        }
        for (String objects : OBJECTS.stream().sorted().toList()) {
            for (Path entry : entries(folder.resolve(objects))) {
                String name = entry.getFileName().toString();
                if (!isRead(objects, name) && Files.isRegularFile(entry)) {
                    report.add(Severity.NOTE, "file-ignored", Spot.of(objects + "/" + name), "the server does not read this file: its name does not end in .json");
                }
            }
        }
        int templates = 0;
        for (String kind : kinds) {
            for (String file : files(folder.resolve(kind))) {
                templates++;
                String named = kind + "/" + file;
                if (!namedTemplates.contains(named) && !namedTemplates.contains(SEED.matcher(named).replaceFirst(""))) {
                    report.add(Severity.NOTE, "template-unused", Spot.of(named), "no profile names this template");
                }
            }
        }
        return templates;
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

    /** Files of a folder of templates; names that begin with a dot are editors' and links' own. */
    private List<String> files(Path of) {
        var files = new ArrayList<String>();
        for (Path entry : entries(of)) {
            if (Files.isRegularFile(entry)) {
                files.add(entry.getFileName().toString());
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
