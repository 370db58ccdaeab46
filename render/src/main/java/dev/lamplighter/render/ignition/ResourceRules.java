package dev.lamplighter.render.ignition;

import java.util.Map;
import java.util.Optional;

/** What must be true of everything that Ignition fetches: its URL, headers, hash and compression. */
final class ResourceRules {

    /** Digits of each hash; sha256 came with 3.1.0. */
    private static final Map<String, Integer> HASHES = Map.of("sha512", 128, "sha256", 64);

    private final int minor;

    ResourceRules(int minor) {
        this.minor = minor;
    }

    /** Checks a resource of the section {@code ignition}; in 3.0.0 such a one may have a hash without a source. */
    void checkReference(Section resource) throws Invalid {
        if (minor >= 1 || resource.has("source")) {
            check(resource);
        } else {
            checkHash(resource.part("verification"));
        }
    }

    void check(Section resource) throws Invalid {
        String compression = resource.textOrEmpty("compression");
        if (!compression.isEmpty() && !compression.equals("gzip")) {
            throw resource.invalid("compression", "must be gzip or empty");
        }
        Section verification = resource.part("verification");
        if (verification.has("hash") && !resource.has("source")) {
            throw verification.invalid("hash", "there is a hash but no source");
        }
        checkHash(verification);
        Optional<String> source = resource.text("source").filter(text -> !text.isEmpty());
        if (source.isPresent()) {
            checkUrl(resource, source.get());
        }
        checkHeaders(resource, source);
    }

    void checkHasSource(Section resource) throws Invalid {
        if (resource.textOrEmpty("source").isEmpty()) {
            throw resource.invalid("source", "is required");
        }
    }

    private void checkHash(Section verification) throws Invalid {
        if (!verification.has("hash")) {
            return;
        }
        String hash = verification.textOrEmpty("hash");
        int dash = hash.indexOf('-');
        String function = dash < 0 ? "" : hash.substring(0, dash);
        int digits = function.equals("sha256") && minor < 1 ? 0 : HASHES.getOrDefault(function, 0);
        if (digits == 0) {
            throw verification.invalid("hash", "must be sha512- or, since 3.1.0, sha256- and the sum");
        }
        if (utf8Length(hash) - dash - 1 != digits) {
            throw verification.invalid("hash", "a " + function + " sum has " + digits + " digits");
        }
    }

    private static int utf8Length(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private void checkUrl(Section resource, String source) throws Invalid {
        Url url = Url.parse(source).orElseThrow(() -> resource.invalid("source", "is not a URL"));
        boolean valid = switch (url.scheme()) {
            case "http", "https", "tftp" -> true;
            case "gs" -> minor >= 2;
            case "s3" -> url.hasUsableVersionId();
            case "arn" -> minor >= 4 && url.isS3Arn() && url.hasUsableVersionId();
            case "data" -> DataUrl.isValid(source);
            default -> false;
        };
        if (!valid) {
            throw resource.invalid("source", url.scheme().equals("data") ? "is not a valid data URL" : "its scheme must be http, https, tftp, s3, data, "
                    + "since 3.2.0 gs, or since 3.4.0 arn of an S3 object");
        }
    }

    private void checkHeaders(Section resource, Optional<String> source) throws Invalid {
        var headers = resource.parts("httpHeaders");
        if (!headers.isEmpty() && source.flatMap(Url::parse).filter(Url::isHttp).isEmpty()) {
            throw resource.invalid("httpHeaders", "need an http or https source");
        }
        for (Section header : headers) {
            if (header.textOrEmpty("name").isEmpty()) {
                throw header.invalid("name", "is required");
            }
            if (header.has("value") && header.textOrEmpty("value").isEmpty()) {
                throw header.invalid("value", "is empty");
            }
        }
        ConfigRules.distinct(resource, "httpHeaders", header -> header.textOrEmpty("name"));
    }
}
