package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What must be true of a whole file; the first rule that is broken is reported. */
final class ConfigRules {

    private ConfigRules() {}

    /** Checks a file of version 3.{@code minor}.0. */
    static void check(Section config, int minor) throws Invalid {
        var resources = new ResourceRules(minor);
        ignition(config.part("ignition"), resources, minor);
        distinct(config.part("kernelArguments"), List.of("shouldExist", "shouldNotExist"));
        passwd(config.part("passwd"));
        new StorageRules(resources, minor).check(config.part("storage"));
        UnitRules.check(config.part("systemd"));
        filesBesideUnits(config);
    }

    private static void ignition(Section ignition, ResourceRules resources, int minor) throws Invalid {
        Section config = ignition.part("config");
        for (Section merge : config.parts("merge")) {
            resources.checkReference(merge);
            if (minor >= 1) {
                resources.checkHasSource(merge);
            }
        }
        distinct(config, "merge", source -> source.textOrEmpty("source"));
        resources.checkReference(config.part("replace"));
        Section tls = ignition.part("security").part("tls");
        for (Section authority : tls.parts("certificateAuthorities")) {
            resources.checkReference(authority);
            resources.checkHasSource(authority);
        }
        distinct(tls, "certificateAuthorities", authority -> authority.textOrEmpty("source"));
        Section proxy = ignition.part("proxy");
        for (String name : List.of("httpProxy", "httpsProxy")) {
            if (proxy.has(name) && Url.parse(proxy.textOrEmpty(name)).filter(Url::isHttp).isEmpty()) {
                throw proxy.invalid(name, "must be an http or https URL");
            }
        }
        distinct(proxy, List.of("noProxy"));
    }

    private static void passwd(Section passwd) throws Invalid {
        distinct(passwd, "groups", group -> group.textOrEmpty("name"));
        distinct(passwd, "users", user -> user.textOrEmpty("name"));
        for (Section user : passwd.parts("users")) {
            distinct(user, List.of("groups"));
            distinct(user, List.of("sshAuthorizedKeys"));
        }
    }

    private static void filesBesideUnits(Section config) throws Invalid {
        var written = UnitRules.writtenPaths(config.part("systemd"));
        for (String kind : List.of("files", "directories", "links")) {
            for (Section node : config.part("storage").parts(kind)) {
                if (written.contains(node.textOrEmpty("path"))) {
                    throw node.invalid("path", "a systemd unit of this file is written there too");
                }
            }
        }
    }

    /** No two objects of a list may have the same key. */
    static void distinct(Section section, String name, Function<Section, String> key) throws Invalid {
        distinct(section.parts(name), key, new HashSet<>());
    }

    static void distinct(List<Section> sections, Function<Section, String> key, Set<String> seen) throws Invalid {
        for (Section section : sections) {
            if (!seen.add(key.apply(section))) {
                throw section.invalid("duplicate of another entry");
            }
        }
    }

    /** No text may come twice in these lists together. */
    static void distinct(Section section, List<String> names) throws Invalid {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            for (String text : section.texts(name)) {
                if (!seen.add(text)) {
                    throw section.invalid(name, "\"" + text + "\" is there twice");
                }
            }
        }
    }
}
