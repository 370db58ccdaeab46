package dev.lamplighter.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chromium without a window, on a host of its own: driven by the DevTools protocol through two pipes, which lead into a network namespace where a
 * driver's port would not.
 */
final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final OutputStream to;
    private final InputStream from;
    private int number;
    private String session = "";
    private final StringBuilder said = new StringBuilder();

    private Browser(Process process, OutputStream to, InputStream from) {
        this.process = process;
        this.to = to;
        this.from = from;
    }

    /** Starts it with {@code prefix} before its command, with its files in {@code folder}. */
    static Browser open(List<String> prefix, Path folder) throws IOException, InterruptedException {
        Path commands = folder.resolve("commands");
        Path answers = folder.resolve("answers");
        Host.run("mkfifo", commands.toString(), answers.toString());
        var shell = List.of("bash", "-c", "exec chromium --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-extensions --disable-background-networking"
                + " --hide-scrollbars --user-data-dir='" + folder.resolve("profile") + "' --remote-debugging-pipe about:blank 3<'" + commands + "' 4>'" + answers + "' >'"
                + folder.resolve("chromium.log") + "' 2>&1");
        Process process = new ProcessBuilder(Host.concat(prefix, shell)).start();
        // The other end opens the one for reading first, and each waits for its counterpart.
        OutputStream to = Files.newOutputStream(commands);
        InputStream from = new BufferedInputStream(Files.newInputStream(answers));
        var browser = new Browser(process, to, from);
        String target = browser.call("Target.createTarget", Map.of("url", "about:blank")).path("targetId").asString();
        browser.session = browser.call("Target.attachToTarget", Map.of("targetId", target, "flatten", true)).path("sessionId").asString();
        browser.call("Page.enable", Map.of());
        browser.call("Runtime.enable", Map.of());
        browser.call("Log.enable", Map.of());
        return browser;
    }

    /** Opens a page, anew also where only what is after {@code #} differs, and waits until it is whole. */
    void open(String url) throws IOException, InterruptedException {
        call("Page.navigate", Map.of("url", "about:blank"));
        until("location.href === 'about:blank'");
        call("Page.navigate", Map.of("url", url));
        until("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /** The value of a JavaScript expression, as text. */
    String value(String script) throws IOException {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(script + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value").asString("");
    }

    /** All text that is shown. */
    String text() throws IOException {
        return value("document.body.innerText");
    }

    /** Waits until an expression is true, which it is not while it throws, as on a page that is not whole yet; returns for how long it was not, in milliseconds. */
    long until(String script) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (value("(() => { try { return Boolean(" + script + "); } catch { return false; } })()").equals("true")) {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(script + " does not come true; the page shows:\n" + text() + "\n" + said);
    }

    void untilShown(String words) throws IOException, InterruptedException {
        until("document.body.innerText.includes(" + JSON.writeValueAsString(words) + ")");
    }

    /** Clicks what a CSS selector finds, or of several the one with these words. */
    void click(String selector, String words) throws IOException, InterruptedException {
        String found = "[...document.querySelectorAll(" + JSON.writeValueAsString(selector) + ")].find(each => each.textContent.includes(" + JSON.writeValueAsString(words) + "))";
        until(found);
        value(found + ".click()");
    }

    /** Types into what has the focus. */
    void type(String words) throws IOException {
        call("Input.insertText", Map.of("text", words));
    }

    /** Presses a key, by its name. */
    void press(String key) throws IOException {
        for (String kind : List.of("keyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", key.length() == 1 && kind.equals("keyDown") ? Map.of("type", kind, "key", key, "text", key)
                    : key.equals("Enter") && kind.equals("keyDown") ? Map.of("type", kind, "key", key, "text", "\r", "windowsVirtualKeyCode", 13)
                    : Map.of("type", kind, "key", key, "windowsVirtualKeyCode", key.equals("Tab") ? 9 : key.equals("Enter") ? 13 : 0));
        }
    }

    void size(int width, int height, boolean phone) throws IOException {
        call("Emulation.setDeviceMetricsOverride", Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
    }

    void dark(boolean dark) throws IOException {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void picture(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).path("data").asString()));
    }

    /** What the page wrote into its console, and what the browser refused it. */
    String complaints() {
        return said.toString();
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws IOException {
        int mine = ++number;
        var message = new LinkedHashMap<String, Object>(Map.of("id", mine, "method", method, "params", parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        to.write((JSON.writeValueAsString(message) + "\0").getBytes(UTF_8));
        to.flush();
        while (true) {
            JsonNode answer = JSON.readTree(next());
            if (answer.path("id").asInt(0) == mine) {
                if (answer.has("error")) {
                    throw new IOException(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
            switch (answer.path("method").asString("")) {
                case "Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled" -> said.append(answer.path("params")).append('\n');
                default -> { }
            }
        }
    }

    private String next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int octet = from.read(); octet != 0; octet = from.read()) {
            if (octet < 0) {
                throw new IOException("the browser has ended");
            }
            bytes.write(octet);
        }
        return bytes.toString(UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (to; from) {
            to.write(("{\"id\":" + ++number + ",\"method\":\"Browser.close\"}\0").getBytes(UTF_8));
            to.flush();
        } catch (IOException ended) {
            process.destroy();
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
