package dev.lamplighter.render.ignition;

import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import java.util.List;
import java.util.Set;

/** What must be true of an encrypted volume and of the ways to unlock it. */
final class LuksRules {

    private static final Set<String> PINS = Set.of("tpm2", "tang", "sss");

    private LuksRules() {}

    static void check(Section luks, ResourceRules resources, int minor) throws Invalid {
        if (luks.textOrEmpty("name").indexOf('/') >= 0) {
            throw luks.invalid("name", "contains a slash");
        }
        StorageRules.checkLength(luks, "label", 47);
        StorageRules.checkPath(luks, "device");
        resources.check(luks.part("keyFile"));
        ConfigRules.distinct(luks, List.of("openOptions"));
        clevis(luks, minor);
        boolean cex = luks.part("cex").isTrue("enabled");
        if (cex && isPresent(luks.part("clevis"))) {
            throw luks.invalid("cex", "cannot be used with clevis");
        }
        if (cex && !luks.part("keyFile").textOrEmpty("source").isEmpty()) {
            throw luks.invalid("cex", "cannot be used with a key file");
        }
    }

    private static void clevis(Section luks, int minor) throws Invalid {
        Section clevis = luks.part("clevis");
        Section custom = clevis.part("custom");
        boolean hasCustom = minor < 3 ? clevis.has("custom") : !custom.textOrEmpty("pin").isEmpty();
        if (hasCustom && hasOwnPins(clevis)) {
            throw luks.invalid("clevis", "custom cannot be used with tang, tpm2 or threshold");
        }
        custom(custom, minor);
        for (Section tang : clevis.parts("tang")) {
            tang(tang);
        }
        ConfigRules.distinct(clevis, "tang", tang -> tang.textOrEmpty("url"));
    }

    private static boolean hasOwnPins(Section clevis) {
        return !clevis.parts("tang").isEmpty() || clevis.isTrue("tpm2") || clevis.whole("threshold").orElse(0) != 0;
    }

    private static boolean isPresent(Section clevis) {
        return hasOwnPins(clevis) || !clevis.part("custom").textOrEmpty("pin").isEmpty();
    }

    private static void custom(Section custom, int minor) throws Invalid {
        String pin = custom.textOrEmpty("pin");
        String config = custom.textOrEmpty("config");
        boolean needsNetwork = minor >= 3 && custom.isTrue("needsNetwork");
        if (pin.isEmpty() && config.isEmpty() && !needsNetwork) {
            return;
        }
        if (pin.isEmpty() || (minor < 6 && !PINS.contains(pin))) {
            throw custom.invalid("pin", pin.isEmpty() ? "is required" : "must be tpm2, tang or sss before 3.6.0");
        }
        if (config.isEmpty()) {
            throw custom.invalid("config", "is required");
        }
    }

    private static void tang(Section tang) throws Invalid {
        if (Url.parse(tang.textOrEmpty("url")).filter(Url::isHttp).isEmpty()) {
            throw tang.invalid("url", "must be an http or https URL");
        }
        if (tang.textOrEmpty("thumbprint").isEmpty()) {
            throw tang.invalid("thumbprint", "is required");
        }
        String advertisement = tang.textOrEmpty("advertisement");
        if (!advertisement.isEmpty()) {
            try {
                JsonReader.read(advertisement, JsonReader.DEEPEST);
            } catch (JsonException e) {
                throw tang.invalid("advertisement", "is not JSON: " + e.getMessage());
            }
        }
    }
}
