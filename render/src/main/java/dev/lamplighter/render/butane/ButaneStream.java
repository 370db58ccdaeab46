package dev.lamplighter.render.butane;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.render.butane.ButaneCall.Answer;
import dev.lamplighter.render.butane.ButaneCall.BadUsage;
import dev.lamplighter.render.json.JsonException;
import dev.lamplighter.render.json.JsonReader;
import dev.lamplighter.render.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Translates documents that come as JSON, one request on each line, one answer for each: {@code {"args": ["--raw-errors", …], "stdin": Y}} gives
 * {@code {"exit": 0, "stdout": …, "stderr": …}}. Files to read or write cannot be named.
 */
public final class ButaneStream {

    private ButaneStream() {}

    /** Answers until the input ends, or until a line is no such request, which is an {@link IOException}. */
    public static void run(InputStream in, OutputStream out) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(in, UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Answer answer = answer(request(line));
            var json = new StringBuilder("{\"exit\":").append(answer.exit());
            JsonText.append(json.append(",\"stdout\":"), answer.out());
            JsonText.append(json.append(",\"stderr\":"), answer.err());
            out.write(json.append("}\n").toString().getBytes(UTF_8));
            out.flush();
        }
    }

    private static Map<?, ?> request(String line) throws IOException {
        try {
            if (JsonReader.read(line, JsonReader.DEEPEST).decoded() instanceof Map<?, ?> request) {
                return request;
            }
        } catch (JsonException e) {
            throw new IOException("a line is not JSON: " + e.getMessage(), e);
        }
        throw new IOException("a line is not a JSON object");
    }

    private static Answer answer(Map<?, ?> request) {
        var words = new ArrayList<String>();
        for (Object word : request.get("args") instanceof List<?> list ? list : List.of()) {
            words.add(String.valueOf(word));
        }
        try {
            ButaneCall call = ButaneCall.parse(words);
            if (call.input().isPresent() || call.output().isPresent()) {
                return new Answer(2, "", "files cannot be named in a stream\n");
            }
            String document = request.get("stdin") instanceof String text ? text : "";
            return call.answer(document.getBytes(UTF_8), "<stdin>", call.color() == ButaneCall.Color.ALWAYS);
        } catch (BadUsage e) {
            return new Answer(2, "", e.getMessage() + "\n");
        }
    }
}
