package dev.lamplighter.render.ignition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What must be true of a whole file. */
public final class ConfigRules {

    private final int minor;
    private final Findings findings;
    private final ResourceRules resources;

    private ConfigRules(int minor, Findings findings) {
        this.minor = minor;
        this.findings = findings;
        this.resources = new ResourceRules(minor, findings);
    }

    /** Checks a file of version 3.{@code minor}.0. */
    public static void check(Section config, int minor, Findings findings) {
        var rules = new ConfigRules(minor, findings);
        rules.ignition(config.part("ignition"));
        rules.distinct(config.part("kernelArguments"), List.of("shouldExist", "shouldNotExist"));
        rules.passwd(config.part("passwd"));
        new StorageRules(rules, rules.resources, minor, findings).check(config.part("storage"));
        new UnitRules(rules, findings).check(config.part("systemd"));
        rules.filesBesideUnits(config);
    }

    private void ignition(Section ignition) {
        Section config = ignition.part("config");
        for (int i = 0; i < config.parts("merge").size(); i++) {
            Section merge = config.parts("merge").get(i);
            if (minor >= 1) {
                resources.checkHasSource(config, "merge." + i, merge);
            }
            resources.check(merge);
        }
        distinct(config, "merge", source -> source.textOrEmpty("source"));
        resources.check(config.part("replace"));
        tls(ignition.part("security").part("tls"));
        proxy(ignition.part("proxy"));
    }

    private void tls(Section tls) {
        List<Section> authorities = tls.parts("certificateAuthorities");
        for (int i = 0; i < authorities.size(); i++) {
            if (minor >= 1) {
                resources.checkHasSource(tls, "certificateAuthorities." + i, authorities.get(i));
                resources.check(authorities.get(i));
            } else {
                resources.checkAuthority(authorities.get(i));
            }
        }
        distinct(tls, "certificateAuthorities", authority -> authority.textOrEmpty("source"));
    }

    private void proxy(Section proxy) {
        for (String name : List.of("httpProxy", "httpsProxy")) {
            Optional<Url> url = Url.parse(proxy.textOrEmpty(name));
            if (proxy.has(name) && url.isEmpty()) {
                findings.error(proxy, name, "unable to parse url");
            } else if (proxy.has(name) && !url.get().isHttp()) {
                findings.error(proxy, name, "proxies must be http(s)");
            } else if (proxy.has(name) && name.equals("httpsProxy") && url.get().scheme().equals("http")) {
                findings.warning(proxy, name, "insecure plaintext HTTP proxy specified for HTTPS resources");
            }
        }
        distinct(proxy, List.of("noProxy"));
    }

    private void passwd(Section passwd) {
        distinct(passwd, "groups", group -> group.textOrEmpty("name"));
        distinct(passwd, "users", user -> user.textOrEmpty("name"));
        for (Section user : passwd.parts("users")) {
            distinct(user, List.of("groups"));
            distinct(user, List.of("sshAuthorizedKeys"));
        }
    }

    private void filesBesideUnits(Section config) {
        var written = UnitRules.writtenPaths(config.part("systemd"));
        for (String kind : List.of("files", "directories", "links")) {
            for (Section node : config.part("storage").parts(kind)) {
                if (written.contains(node.textOrEmpty("path"))) {
                    findings.error(node, "path", "path conflicts with systemd unit or dropin");
                }
            }
        }
    }

    /** No two objects of a list may have the same key. */
    void distinct(Section section, String name, Function<Section, String> key) {
        distinct(section, name, key, new HashSet<>());
    }

    void distinct(Section section, String name, Function<Section, String> key, Set<String> seen) {
        List<Section> parts = section.parts(name);
        for (int i = 0; i < parts.size(); i++) {
            if (!seen.add(key.apply(parts.get(i)))) {
                findings.duplicate(section, name + "." + i);
            }
        }
    }

    /** No text may come twice in these lists together. */
    void distinct(Section section, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            List<String> texts = section.texts(name);
            for (int i = 0; i < texts.size(); i++) {
                if (!seen.add(texts.get(i))) {
                    findings.duplicate(section, name + "." + i);
                }
            }
        }
    }
}
