package dev.lamplighter.appliance.settings;

import dev.lamplighter.boot.policy.BootSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code boot.files}: for a kind of firmware, or the number of an architecture (option 93), a file's name or an absolute URL. */
final class BootFileNames {

    private static final Set<String> FIRMWARE = Set.of("bios", "efi-x64", "efi-ia32", "efi-arm32", "efi-arm64", "efi-x64-secure",
            "efi-ia32-secure", "efi-arm32-secure", "efi-arm64-secure");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,4}");
    private static final int LAST_NUMBER = 65535;

    private BootFileNames() {}

    /** YAML's null means no file for that firmware. */
    static Map<String, Optional<String>> of(List<Tree.Field> fields) throws SettingsException {
        var files = new LinkedHashMap<String, Optional<String>>();
        for (Tree.Field field : fields) {
            if (!FIRMWARE.contains(field.name()) && !isArchitecture(field.name()) && !isClass(field.name())) {
                throw new SettingsException(field.at().where() + ": unknown firmware " + field.name() + " in boot.files"
                        + Meant.among(field.name(), FIRMWARE.stream().sorted())
                        + ": one of bios, efi-x64, efi-ia32, efi-arm32, efi-arm64 (each with -secure for Secure Boot),"
                        + " the number of option 93, 0 to 65535, or class: and the beginning of a vendor class (option 60)", 2);
            }
            Tree.Leaf leaf = field.leaf("boot.files");
            files.put(field.name(), leaf.nothing() ? Optional.empty()
                    : Optional.of(Values.parse(new Given(leaf.text(), leaf.origin()), "boot.files." + field.name(), BootFileNames::file,
                            "a file name or a URL; null means none")));
        }
        return files;
    }

    private static boolean isClass(String text) {
        return text.startsWith(BootSettings.CLASS) && text.length() > BootSettings.CLASS.length();
    }

    private static boolean isArchitecture(String text) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) <= LAST_NUMBER;
    }

    private static Optional<String> file(String text) {
        return text.isEmpty() || (text.contains("://") && Values.anyUrl(text).isEmpty()) ? Optional.empty() : Optional.of(text);
    }
}
