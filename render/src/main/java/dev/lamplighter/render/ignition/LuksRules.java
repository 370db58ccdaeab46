package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What must be true of an encrypted volume and of the ways to unlock it. */
final class LuksRules {

    private static final Set<String> PINS = Set.of("tpm2", "tang", "sss");
    private static final int LONGEST_LABEL = 47;

    private final ConfigRules config;
    private final ResourceRules resources;
    private final int minor;
    private final Findings findings;

    LuksRules(ConfigRules config, ResourceRules resources, int minor, Findings findings) {
        this.config = config;
        this.resources = resources;
        this.minor = minor;
        this.findings = findings;
    }

    void check(Section luks) {
        if (luks.textOrEmpty("name").indexOf('/') >= 0) {
            findings.error(luks, "name", "device names cannot contain slashes");
        }
        if (luks.textOrEmpty("label").getBytes(UTF_8).length > LONGEST_LABEL) {
            findings.error(luks, "label", "luks device labels cannot be longer than " + LONGEST_LABEL + " characters");
        }
        String device = luks.textOrEmpty("device");
        findings.error(luks, "device", device.isEmpty() ? Optional.of("disk device is required") : UnixPath.problem(device));
        resources.check(luks.part("keyFile"));
        if (resources.isUnusable(luks.part("keyFile").textOrEmpty("source"))) {
            findings.error(luks, "keys", "invalid key-file source");
        }
        config.distinct(luks, List.of("openOptions"));
        clevis(luks);
        if (luks.part("cex").isTrue("enabled")) {
            if (isPresent(luks.part("clevis"))) {
                findings.error(luks, "cex", "cannot use cex with clevis");
            }
            if (!luks.part("keyFile").textOrEmpty("source").isEmpty()) {
                findings.error(luks, "cex", "cannot use key file with cex");
            }
        }
    }

    private void clevis(Section luks) {
        Section clevis = luks.part("clevis");
        Section custom = clevis.part("custom");
        boolean hasCustom = minor < 3 ? clevis.has("custom") : !custom.textOrEmpty("pin").isEmpty();
        if (hasCustom && hasOwnPins(clevis)) {
            findings.error(luks, "clevis", "cannot use custom clevis config with tpm2, tang, or threshold");
        }
        custom(custom);
        clevis.parts("tang").forEach(this::tang);
        config.distinct(clevis, "tang", tang -> tang.textOrEmpty("url"));
    }

    private static boolean hasOwnPins(Section clevis) {
        return !clevis.parts("tang").isEmpty() || clevis.isTrue("tpm2") || clevis.whole("threshold").orElse(0) != 0;
    }

    private static boolean isPresent(Section clevis) {
        return hasOwnPins(clevis) || !clevis.part("custom").textOrEmpty("pin").isEmpty();
    }

    private void custom(Section custom) {
        String pin = custom.textOrEmpty("pin");
        String text = custom.textOrEmpty("config");
        boolean needsNetwork = minor >= 3 && custom.isTrue("needsNetwork");
        if (pin.isEmpty() && text.isEmpty() && !needsNetwork) {
            return;
        }
        if (pin.isEmpty() && minor >= 3) {
            findings.error(custom, "pin", "missing required custom clevis pin");
        } else if (!PINS.contains(pin) && minor < 6) {
            findings.error(custom, "pin", "unsupported clevis pin");
        }
        if (text.isEmpty()) {
            findings.error(custom, "config", "missing required custom clevis config");
        }
    }

    private void tang(Section tang) {
        Optional<Url> url = Url.parse(tang.textOrEmpty("url"));
        if (url.isEmpty()) {
            findings.error(tang, "url", "unable to parse url");
        } else if (!url.get().isHttp()) {
            findings.error(tang, "url", "invalid url scheme");
        }
        if (tang.textOrEmpty("thumbprint").isEmpty()) {
            findings.error(tang, "thumbprint", "thumbprint is required");
        }
        String advertisement = tang.textOrEmpty("advertisement");
        try {
            if (!advertisement.isEmpty()) {
                JsonReader.read(advertisement, JsonReader.DEEPEST);
            }
        } catch (JsonException e) {
            findings.error(tang, "advertisement", "advertisement is not valid JSON");
        }
    }
}
