package dev.lamplighter.render.ignition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** What must be true of everything that Ignition fetches: its URL, headers, hash and compression. */
final class ResourceRules {

    /** Digits of each hash; sha256 came with 3.1.0. */
    private static final Map<String, Integer> HASHES = Map.of("sha512", 128, "sha256", 64);

    private static final String NO_URL = "unable to parse url";
    private static final String NO_SCHEME = "invalid url scheme";

    private final int minor;
    private final Findings findings;

    ResourceRules(int minor, Findings findings) {
        this.minor = minor;
        this.findings = findings;
    }

    void check(Section resource) {
        String compression = resource.textOrEmpty("compression");
        if (!compression.isEmpty() && !compression.equals("gzip")) {
            findings.error(resource, "compression", "invalid compression method");
        }
        // In 3.0.0 only files know this rule, and only they can be compressed.
        boolean needed = minor >= 1 || resource.schema().exactly("compression", minor).isPresent();
        if (needed && resource.part("verification").has("hash") && !resource.has("source")) {
            findings.error(resource, "verification.hash", "source must be specified if verification is specified");
        }
        checkHash(resource.part("verification"));
        Optional<String> source = resource.text("source").filter(text -> !text.isEmpty());
        findings.error(resource, "source", source.flatMap(this::problem));
        checkHeaders(resource, source);
    }

    /** A certificate authority of 3.0.0 must have a URL. */
    void checkAuthority(Section authority) {
        findings.error(authority, "source", problem(authority.textOrEmpty("source")));
        checkHash(authority.part("verification"));
    }

    /** The object at {@code place} must have a source. */
    void checkHasSource(Section around, String place, Section resource) {
        String source = resource.textOrEmpty("source");
        findings.error(around, place, source.isEmpty() ? Optional.of("source is required") : problem(source));
    }

    /** Whether a URL is given and is none that Ignition can fetch. */
    boolean isUnusable(String source) {
        return !source.isEmpty() && problem(source).isPresent();
    }

    private void checkHash(Section verification) {
        if (!verification.has("hash")) {
            return;
        }
        String hash = verification.textOrEmpty("hash");
        int dash = hash.indexOf('-');
        String function = hash.substring(0, Math.max(dash, 0));
        int digits = function.equals("sha256") && minor < 1 ? 0 : HASHES.getOrDefault(function, 0);
        if (dash < 0) {
            findings.error(verification, "hash", "malformed hash specifier");
        } else if (digits == 0) {
            findings.error(verification, "hash", "unrecognized hash function");
        } else if (hash.getBytes(UTF_8).length - dash - 1 != digits) {
            findings.error(verification, "hash", "incorrect size for hash sum");
        }
    }

    private Optional<String> problem(String source) {
        Optional<Url> url = Url.parse(source);
        if (url.isEmpty()) {
            return Optional.of(NO_URL);
        }
        return switch (url.get().scheme()) {
            case "http", "https", "tftp" -> Optional.empty();
            case "gs" -> Optional.of(NO_SCHEME).filter(_ -> minor < 2);
            case "s3" -> versionId(url.get());
            case "arn" -> minor < 4 ? Optional.of(NO_SCHEME) : url.get().isS3Arn() ? versionId(url.get()) : Optional.of("invalid S3 ARN format");
            case "data" -> DataUrl.problem(source);
            default -> Optional.of(NO_SCHEME);
        };
    }

    private static Optional<String> versionId(Url url) {
        return url.hasUsableVersionId() ? Optional.empty() : Optional.of("invalid S3 object VersionId");
    }

    private void checkHeaders(Section resource, Optional<String> source) {
        if (resource.parts("httpHeaders").isEmpty()) {
            return;
        }
        Optional<Url> url = source.flatMap(Url::parse);
        if (url.isEmpty()) {
            findings.error(resource, "httpHeaders", NO_URL);
        } else if (!url.get().isHttp()) {
            findings.error(resource, "httpHeaders", "cannot use HTTP headers with this source scheme");
        }
        var seen = new HashSet<String>();
        int at = 0;
        for (Section header : resource.parts("httpHeaders")) {
            if (header.textOrEmpty("name").isEmpty()) {
                findings.error(header, "name", "HTTP header name can't be empty");
            }
            if (header.has("value") && header.textOrEmpty("value").isEmpty()) {
                findings.error(header, "value", "unable to parse HTTP header");
            }
            if (!seen.add(header.textOrEmpty("name"))) {
                findings.duplicate(resource, "httpHeaders." + at);
            }
            at++;
        }
    }
}
