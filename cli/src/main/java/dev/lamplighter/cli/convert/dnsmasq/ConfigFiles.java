package dev.lamplighter.cli.convert.dnsmasq;

import dev.lamplighter.cli.Console;
import dev.lamplighter.cli.SourceFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dnsmasq's files. Those that they name (conf-file, conf-dir, dhcp-hostsfile, addn-hosts and their like) are followed where they lie in the
 * folder of the file that was named first, or below it: a configuration that was copied from another host never reads this one's.
 */
final class ConfigFiles {

    private static final Pattern OPTION = Pattern.compile("([A-Za-z0-9-]+)\\s*(?:=\\s*(.*))?");
    /** What is kept in a file of its own: the option whose values its lines are. */
    private static final List<String> OF_HOSTS = List.of("dhcp-hostsfile", "dhcp-hostsdir");
    private static final List<String> OF_OPTIONS = List.of("dhcp-optsfile", "dhcp-optsdir");
    private static final List<String> OF_NAMES = List.of("addn-hosts", "hostsdir");
    private static final List<String> OF_LINES = List.of("conf-file", "conf-dir", "servers-file");

    private final Console console;
    private final int mostFiles;
    private final int mostLines;
    private final Remarks remarks;
    private final List<Line> lines = new ArrayList<>();
    /** Each file is read once, as dnsmasq does. */
    private final Set<Path> seen = new HashSet<>();

    ConfigFiles(Console console, int mostFiles, int mostLines, Remarks remarks) {
        this.console = console;
        this.mostFiles = mostFiles;
        this.mostLines = mostLines;
        this.remarks = remarks;
    }

    /** How the lines of a file are written. */
    private enum Form { LINES, HOSTS, OPTIONS, NAMES }

    /** The lines of a file that somebody named ({@code -}: standard input), and of those that it names. */
    List<Line> read(String name) throws SourceFile.Unreadable {
        lines.clear();
        SourceFile file = SourceFile.read(name, console);
        Path path = Path.of(name).toAbsolutePath().normalize();
        seen.add(path);
        read(file, Form.LINES, Optional.ofNullable(path.getParent()).orElse(path));
        return List.copyOf(lines);
    }

    /** Follows what a command line names: its own folder is the one to stay in. */
    List<Line> follow(List<Line> said) {
        lines.clear();
        for (Line line : said) {
            if (form(line.option()).isPresent()) {
                follow(line, form(line.option()).get(), Optional.empty());
            } else {
                lines.add(line);
            }
        }
        return List.copyOf(lines);
    }

    private void read(SourceFile file, Form form, Path folder) {
        int number = 0;
        for (String raw : file.content().text().split("\n", -1)) {
            number++;
            String text = withoutComment(raw.strip());
            if (!text.isEmpty()) {
                take(text, file.name() + ":" + number, form, folder);
            }
        }
    }

    private void take(String text, String where, Form form, Path folder) {
        if (lines.size() == mostLines) {
            remarks.lost(new Line(text, "", where), "this and what follows: only " + mostLines + " lines are read");
        }
        if (lines.size() >= mostLines) {
            return;
        }
        switch (form) {
            case HOSTS -> lines.add(Line.quoted("dhcp-host", text, where));
            case OPTIONS -> lines.add(Line.quoted("dhcp-option", text, where));
            case NAMES -> {
                List<String> words = List.of(text.split("\\s+", -1));
                lines.add(new Line("host-record", String.join(",", words.subList(1, words.size())) + "," + words.getFirst(), where));
            }
            case LINES -> {
                Matcher matcher = OPTION.matcher(text);
                if (!matcher.matches()) {
                    remarks.lost(new Line(text, "", where), "is no line of dnsmasq's: expected option or option=value");
                    return;
                }
                Line line = Line.quoted(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2), where);
                Optional<Form> named = form(line.option());
                if (named.isPresent()) {
                    follow(line, named.get(), Optional.of(folder));
                } else {
                    lines.add(line);
                }
            }
        }
    }

    private static Optional<Form> form(String option) {
        return OF_LINES.contains(option) ? Optional.of(Form.LINES) : OF_HOSTS.contains(option) ? Optional.of(Form.HOSTS)
                : OF_OPTIONS.contains(option) ? Optional.of(Form.OPTIONS) : OF_NAMES.contains(option) ? Optional.of(Form.NAMES) : Optional.empty();
    }

    private void follow(Line line, Form form, Optional<Path> inside) {
        try {
            List<String> fields = line.fields();
            if (fields.isEmpty()) {
                remarks.lost(line, "names no file");
                return;
            }
            Path path = Path.of(fields.getFirst()).toAbsolutePath().normalize();
            Path folder = inside.orElse(Optional.ofNullable(path.getParent()).orElse(path));
            if (!path.startsWith(folder)) {
                remarks.lost(line, "lies outside of " + folder + ", so it was not read: name that file as well, beside the first");
                return;
            }
            for (Path each : Files.isDirectory(path) ? listed(path, fields.subList(1, fields.size())) : List.of(path)) {
                if (!seen.add(each)) {
                    continue;
                }
                if (seen.size() > mostFiles) {
                    remarks.lost(line, "was not read to its end: only " + mostFiles + " files are");
                    return;
                }
                read(SourceFile.read(each.toString(), console), form, folder);
            }
        } catch (InvalidPathException | IOException | SourceFile.Unreadable failed) {
            remarks.lost(line, "could not be read: " + failed.getMessage());
        }
    }

    /** As dnsmasq lists a folder: no hidden files and no editor's copies; {@code *.conf} keeps only those, {@code .bak} leaves those out. */
    private static List<Path> listed(Path folder, List<String> suffixes) throws IOException {
        List<String> wanted = suffixes.stream().filter(suffix -> suffix.startsWith("*")).map(suffix -> suffix.substring(1)).toList();
        var found = new ArrayList<Path>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            for (Path path : all) {
                String name = path.getFileName().toString();
                boolean copy = name.startsWith(".") || name.endsWith("~") || (name.startsWith("#") && name.endsWith("#"));
                boolean out = suffixes.stream().filter(suffix -> !suffix.startsWith("*")).anyMatch(name::endsWith);
                if (!copy && !out && (wanted.isEmpty() || wanted.stream().anyMatch(name::endsWith))) {
                    found.add(path);
                }
            }
        }
        found.sort(null);
        return found;
    }

    /** A number sign begins a comment at the beginning or after a blank, but not within quotes. */
    private static String withoutComment(String text) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '#' && !quoted && (i == 0 || Character.isWhitespace(text.charAt(i - 1)))) {
                return text.substring(0, i).strip();
            }
        }
        return text;
    }
}
