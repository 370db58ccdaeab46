package dev.lamplighter.http.server;

import dev.lamplighter.http.packet.MediaTypes;
import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Content;
import dev.lamplighter.http.service.Field;
import dev.lamplighter.http.service.Question;
import dev.lamplighter.model.Bytes;
import dev.lamplighter.model.Labels;
import dev.lamplighter.model.Reason;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2Exception;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What is wrong with the form of a request, whatever it asks for. The connection ends after each of these. */
final class Refusals {

    /** Stands for a request of which nothing could be read. */
    static final Request UNKNOWN = new Request(Question.get("/"), false, "", System.nanoTime());

    private Refusals() {}

    /** For what the decoder could not read. */
    static Answer of(Throwable undecodable) {
        return switch (undecodable) {
            case TooLongHttpLineException _ -> answer(414, "414 URI Too Long", reason(undecodable));
            case TooLongHttpHeaderException _ -> answer(431, "431 Request Header Fields Too Large", reason(undecodable));
            case Throwable _ -> answer(400, "400 Bad Request", reason(undecodable));
        };
    }

    /** For a head that announces what is not taken; empty where it is fine. */
    static Optional<Answer> of(HttpRequest head, long mostBody) {
        HttpVersion version = head.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(answer(505, "505 HTTP Version Not Supported", new Reason("http-version", "neither HTTP/1.0 nor HTTP/1.1")));
        }
        if (HttpUtil.getContentLength(head, 0L) > mostBody) {
            return Optional.of(tooLarge(mostBody));
        }
        if (version.equals(HttpVersion.HTTP_1_1) && head.headers().contains(HttpHeaderNames.EXPECT) && !awaitsContinue(head)) {
            return Optional.of(answer(417, "417 Expectation Failed", new Reason("expectation", "an expectation other than 100-continue")));
        }
        return Optional.empty();
    }

    /** HTTP/1.0 knows no expectations (RFC 9110 section 10.1.1). */
    static boolean awaitsContinue(HttpRequest head) {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && head.headers().containsValue(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true);
    }

    static Answer tooLarge(long most) {
        return answer(413, "413 Request Entity Too Large", new Reason("body-too-large", "a request body of more than " + most + " octets"));
    }

    static Reason reason(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> new Reason("line-too-long", "the request line is too long");
            case TooLongHttpHeaderException _ -> new Reason("headers-too-long", "the header fields are too long");
            case Throwable wrong when isTls(wrong) -> new Reason("tls", "the client does not speak TLS as this server does");
            case Http2Exception broken -> new Reason("http2", "the client breaks the rules of HTTP/2: " + broken.error());
            case Throwable _ -> new Reason("not-http", "what came is not HTTP/1.1");
        };
    }

    /** Whether it is about the handshake or the records of TLS, and not about the network below. */
    static boolean isTls(Throwable cause) {
        return cause instanceof SSLException || cause.getCause() instanceof SSLException;
    }

    private static Answer answer(int status, String text, Reason reason) {
        return new Answer(status, List.of(new Field("Content-Type", MediaTypes.TEXT)), new Content.Octets(Bytes.utf8(text + "\n"), true), Labels.NONE,
                Optional.of(reason));
    }
}
