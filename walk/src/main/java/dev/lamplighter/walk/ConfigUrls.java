package dev.lamplighter.walk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The URLs in a kernel's arguments from which the system fetches how it shall be. */
final class ConfigUrls {

    private static final Set<String> NAMES = Set.of("ignition.config.url", "coreos.config.url", "flatcar.config.url", "cloud-config-url", "inst.ks", "ks", "preseed/url", "url",
            "autoyast", "talos.config", "config_url", "install.config_url", "harvester.install.config_url", "k3os.install.config_url", "apkovl", "coreos.live.rootfs_url");
    private static final Set<String> SEEDS = Set.of("s", "seedfrom");

    private ConfigUrls() {}

    /** An argument and a URL that it leads to. */
    record ConfigUrl(String argument, String url) {}

    /** In the order of the arguments; each URL once. */
    static List<ConfigUrl> in(List<String> arguments) {
        var found = new ArrayList<ConfigUrl>();
        for (String word : arguments.stream().flatMap(words -> Arrays.stream(words.split("\\s+", -1))).toList()) {
            int equals = word.indexOf('=');
            String name = equals < 0 ? "" : word.substring(0, equals);
            String value = equals < 0 ? "" : unquoted(word.substring(equals + 1));
            if (name.equals("ds") && value.startsWith("nocloud")) {
                seeds(value, found);
            } else if ((NAMES.contains(name) || name.endsWith(".config_url")) && isUrl(value)) {
                add(new ConfigUrl(name, value), found);
            } else if (name.equals("root") && value.startsWith("live:") && isUrl(value.substring(5))) {
                add(new ConfigUrl(name, value.substring(5)), found);
            }
        }
        return List.copyOf(found);
    }

    /** {@code ds=nocloud;s=URL}: two files below the URL, which ends with a slash. */
    private static void seeds(String value, List<ConfigUrl> found) {
        for (String part : value.replace("\\;", ";").split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && SEEDS.contains(part.substring(0, equals)) && isUrl(part.substring(equals + 1))) {
                add(new ConfigUrl("ds", part.substring(equals + 1) + "meta-data"), found);
                add(new ConfigUrl("ds", part.substring(equals + 1) + "user-data"), found);
            }
        }
    }

    private static void add(ConfigUrl url, List<ConfigUrl> found) {
        if (found.stream().noneMatch(other -> other.url().equals(url.url()))) {
            found.add(url);
        }
    }

    private static boolean isUrl(String value) {
        return value.startsWith("http://") || value.startsWith("https://") || value.startsWith("tftp://");
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"") ? value.substring(1, value.length() - 1) : value;
    }
}
