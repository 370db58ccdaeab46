package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.service.BootJson;
import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.Page;
import dev.lamplighter.console.service.Pages;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.timeline.Boot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One client of the admin door. Who follows boots and does not read is dropped. */
final class Asked extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Pages pages;
    private final LiveBoots boots;
    private Optional<Subscription> following = Optional.empty();

    Asked(Pages pages, LiveBoots boots) {
        this.pages = pages;
        this.boots = boots;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            context.close();
            return;
        }
        var target = new QueryStringDecoder(request.uri());
        Map<String, String> query = new HashMap<>();
        target.parameters().forEach((name, values) -> query.put(name, values.getLast()));
        switch (pages.answer(request.method().name(), target.path(), query)) {
            case Page.Document document -> send(context, request, document);
            case Page.Stream _ -> follow(context);
        }
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest request, Page.Document document) {
        ByteBuf text = ByteBufUtil.writeUtf8(context.alloc(), document.text());
        boolean head = request.method().name().equals("HEAD");
        int length = text.readableBytes();
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(document.status()), head ? Unpooled.EMPTY_BUFFER : text);
        if (head) {
            text.release();
        }
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, document.mediaType()).set(HttpHeaderNames.CONTENT_LENGTH, length)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store").set("X-Content-Type-Options", "nosniff");
        boolean stays = HttpUtil.isKeepAlive(request);
        response.headers().set(HttpHeaderNames.CONNECTION, stays ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
        var sent = context.writeAndFlush(response);
        if (!stays) {
            sent.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** All boots that are kept, and then each that changes; the stream ends with the connection. */
    private void follow(ChannelHandlerContext context) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream").set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.write(response);
        push(context, boots.boots().reversed());
        following = Optional.of(boots.follow(changed -> push(context, changed)));
    }

    private static void push(ChannelHandlerContext context, List<Boot> changed) {
        if (!context.channel().isWritable()) {
            context.close();
            return;
        }
        var text = new StringBuilder();
        changed.forEach(boot -> text.append("event: boot\ndata: ").append(BootJson.line(boot)).append("\n\n"));
        context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8)));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        following.ifPresent(Subscription::close);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && following.isEmpty()) {
            context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
