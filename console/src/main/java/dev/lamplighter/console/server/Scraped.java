package dev.lamplighter.console.server;

import dev.lamplighter.console.service.MetricsPages;
import dev.lamplighter.console.service.Page;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;

/** One client of the metrics door, with one question, answered on a virtual thread as it may wait for a disk. A body is not waited for. */
final class Scraped extends SimpleChannelInboundHandler<HttpRequest> {

    private static final int BAD = 400;

    private final MetricsPages pages;
    private boolean asked;

    Scraped(MetricsPages pages) {
        this.pages = pages;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpRequest request) {
        if (asked) {
            return;
        }
        asked = true;
        if (!request.decoderResult().isSuccess()) {
            Answered.send(context, Page.Document.plain(BAD, "this is no request that is understood here"), false);
            return;
        }
        String method = request.method().name();
        String path = new QueryStringDecoder(request.uri()).rawPath();
        var _ = Thread.startVirtualThread(() -> Answered.send(context, answer(method, path), method.equals("HEAD")));
    }

    private Page.Document answer(String method, String path) {
        try {
            return pages.answer(method, path);
        } catch (RuntimeException defect) {
            return Answered.defect(defect);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
