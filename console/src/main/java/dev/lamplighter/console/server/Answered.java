package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.boot.Answers;
import dev.lamplighter.console.service.Page;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** Answers that end with their connection. */
final class Answered {

    private static final int DEFECT = 500;

    /** The page loads its own files, asks its own door, and is shown in no other (CSP level 3). */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    private Answered() {}

    /** Sends {@code document}, or with {@code head} what would announce it, and closes. Safe from any thread. */
    static void send(ChannelHandlerContext context, Page.Document document, boolean head) {
        send(context, document, head, () -> { });
    }

    /** As the other; {@code ended} is called when it has been sent, or never will be. */
    static void send(ChannelHandlerContext context, Page.Document document, boolean head, Runnable ended) {
        ByteBuf text = Unpooled.wrappedBuffer(document.text().getBytes(UTF_8));
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(document.status()), head ? Unpooled.EMPTY_BUFFER : text);
        fields(response.headers(), document.mediaType()).set(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes());
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE).addListener(_ -> ended.run());
    }

    static Page.Document defect(RuntimeException defect) {
        return Page.Document.plain(DEFECT, "this could not be answered because of a defect: " + defect);
    }

    static HttpHeaders fields(HttpHeaders headers, String mediaType) {
        return headers.set(HttpHeaderNames.CONTENT_TYPE, mediaType).set(HttpHeaderNames.CACHE_CONTROL, "no-store").set("X-Content-Type-Options", "nosniff")
                .set("Content-Security-Policy", POLICY).set("Referrer-Policy", "no-referrer").set("Cross-Origin-Resource-Policy", "same-origin")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
}
