package dev.lamplighter.render.butane;

import dev.lamplighter.render.ignition.Schema;
import dev.lamplighter.render.ignition.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a variant cannot do although Ignition can: values of the Ignition configuration that must be empty. */
final class Forbidden {

    private static final String HERE = " not supported in this spec version";

    private static final Map<String, String> EDGE = Map.of(
            "kernelArguments", "kernel argument customization is" + HERE,
            "storage.disks", "disk customization is" + HERE,
            "storage.filesystems", "filesystem customization is" + HERE,
            "storage.luks", "luks is" + HERE,
            "storage.raid", "raid is" + HERE);

    private static final Map<String, String> FLATCAR = Map.of("storage.luks.clevis", "clevis is" + HERE);

    private static final Map<String, String> FLATCAR_EXPERIMENTAL = Map.of("storage.luks.cex", "cex is not currently supported on the target platform");

    private static final List<String> USER_FIELDS = List.of("gecos", "groups", "homeDir", "noCreateHome", "noLogInit", "noUserGroup", "primaryGroup",
            "shell", "shouldExist", "system", "uid");

    private final Map<String, String> messages;
    private final int minor;
    private final Report report;

    private Forbidden(Map<String, String> messages, int minor, Report report) {
        this.messages = messages;
        this.minor = minor;
        this.report = report;
    }

    static void check(Section target, Dialect dialect, Report report) {
        Map<String, String> messages = switch (dialect.variant()) {
            case FCOS -> Map.of();
            case FLATCAR -> dialect.minor() == 7 ? FLATCAR_EXPERIMENTAL : FLATCAR;
            case R4E, FIOT -> EDGE;
            case OPENSHIFT -> openShift(dialect.openshift());
        };
        new Forbidden(messages, dialect.minor(), report).look(target, "");
    }

    private static Map<String, String> openShift(int version) {
        Map<String, String> messages = new LinkedHashMap<>();
        if (version >= 14) {
            messages.put("kernelArguments", "this section cannot be used for kernel arguments in this spec version; use openshift.kernel_arguments instead");
        }
        messages.put("passwd.groups", "groups are" + HERE);
        String user = "fields other than \"name\", \"ssh_authorized_keys\", and \"password_hash\" (4.13.0+) are" + HERE;
        USER_FIELDS.forEach(name -> messages.put("passwd.users." + name, user));
        if (version < 13) {
            messages.put("passwd.users.passwordHash", user);
        }
        messages.put("storage.directories", "directories are" + HERE);
        messages.put("storage.files.append", "appending to files is" + HERE);
        if (version < 10) {
            messages.put("storage.files.contents.compression", "file compression is" + HERE);
        }
        messages.put("storage.files.contents.httpHeaders", "file HTTP headers are" + HERE);
        messages.put("storage.links", "links are" + HERE);
        return messages;
    }

    private void look(Section section, String filter) {
        for (Schema.Field field : section.schema().fields(minor)) {
            String below = filter.isEmpty() ? field.name() : filter + "." + field.name();
            String message = messages.get(below);
            if (message != null) {
                boolean empty = isEmpty(section, field) || (below.endsWith(".compression") && section.textOrEmpty(field.name()).isEmpty());
                if (!empty) {
                    report.errorBehind(section, field.name(), message);
                }
            } else {
                inside(section, field, below);
            }
        }
    }

    private void inside(Section section, Schema.Field field, String below) {
        switch (field.type()) {
            case Schema.Type.Part _ -> {
                if (section.has(field.name())) {
                    look(section.part(field.name()), below);
                }
            }
            case Schema.Type.Parts _ -> section.parts(field.name()).forEach(part -> look(part, below));
            case Schema.Type.Text _, Schema.Type.Whole _, Schema.Type.Flag _, Schema.Type.Texts _ -> {
                // Nothing is inside them.
            }
        }
    }

    private boolean isEmpty(Section section, Schema.Field field) {
        String name = field.name();
        return switch (field.type()) {
            case Schema.Type.Text _ -> !section.has(name) || (field.presence(minor) != Schema.Presence.GIVEN && section.textOrEmpty(name).isEmpty());
            case Schema.Type.Whole _, Schema.Type.Flag _ -> !section.has(name);
            case Schema.Type.Texts _ -> section.texts(name).isEmpty();
            case Schema.Type.Parts _ -> section.parts(name).isEmpty();
            case Schema.Type.Part part -> !section.has(name)
                    || part.schema().fields(minor).stream().allMatch(inner -> isEmpty(section.part(name), inner));
        };
    }
}
