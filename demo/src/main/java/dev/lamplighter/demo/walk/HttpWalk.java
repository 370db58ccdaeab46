package dev.lamplighter.demo.walk;

import dev.lamplighter.demo.stage.Stage;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Ip4;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Fetches over HTTP, past every proxy and every name service of the host: names are asked of the lab's own DNS. */
final class HttpWalk {

    private static final int PATIENCE_IN_MILLISECONDS = 10_000;
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_TEXT = 1 << 20;

    private final NameWalk names;

    HttpWalk(NameWalk names) {
        this.names = names;
    }

    /** The body under {@code url}, at most a megabyte of it. */
    Bytes text(Stage stage, URI url) throws WalkException {
        HttpURLConnection connection = open(stage, url);
        try (var in = connection.getInputStream()) {
            return Bytes.owned(in.readNBytes(LONGEST_TEXT));
        } catch (IOException broken) {
            throw broke(stage, url, broken);
        } finally {
            connection.disconnect();
        }
    }

    /** Reads the body under {@code url} to its end and returns how many octets it has. */
    long drain(Stage stage, URI url) throws WalkException {
        HttpURLConnection connection = open(stage, url);
        try (var in = connection.getInputStream()) {
            byte[] chunk = new byte[CHUNK];
            long total = 0;
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                total += got;
            }
            long promised = connection.getContentLengthLong();
            if (promised >= 0 && promised != total) {
                throw new WalkException(stage, url + " broke off after " + total + " of " + promised + " bytes");
            }
            return total;
        } catch (IOException broken) {
            throw broke(stage, url, broken);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection open(Stage stage, URI url) throws WalkException {
        String host = Optional.ofNullable(url.getHost()).orElseThrow(() -> new WalkException(stage, "the URL " + url + " names no host"));
        Ip4 address = names.address(host).orElseThrow(() -> new WalkException(stage, "no DNS server of the lease knows " + host));
        try {
            var numeric = new URI(url.getScheme(), null, address.toString(), url.getPort(), url.getPath(), null, null).toString();
            String whole = url.getRawQuery() == null ? numeric : numeric + "?" + url.getRawQuery();
            var connection = (HttpURLConnection) URI.create(whole).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(PATIENCE_IN_MILLISECONDS);
            connection.setReadTimeout(PATIENCE_IN_MILLISECONDS);
            connection.setRequestProperty("User-Agent", "lamplighter-walk");
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new WalkException(stage, url + " answered with status " + connection.getResponseCode());
            }
            return connection;
        } catch (IOException | URISyntaxException | ClassCastException broken) {
            throw broke(stage, url, broken);
        }
    }

    private static WalkException broke(Stage stage, URI url, Exception broken) {
        return new WalkException(stage, "cannot fetch " + url + ": " + broken.getMessage(), broken);
    }
}
