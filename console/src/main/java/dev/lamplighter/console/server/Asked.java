package dev.lamplighter.console.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lamplighter.console.service.BootJson;
import dev.lamplighter.console.service.BootNames;
import dev.lamplighter.console.service.LiveBoots;
import dev.lamplighter.console.service.Page;
import dev.lamplighter.console.service.Pages;
import dev.lamplighter.model.Subscription;
import dev.lamplighter.timeline.Boot;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One client of the admin door, with one question; the answer ends with the connection. What may wait runs on a virtual thread. Who follows boots
 * and does not read is dropped.
 */
final class Asked extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final Pages pages;
    private final LiveBoots boots;
    private boolean asked;
    private Optional<Subscription> following = Optional.empty();

    Asked(Pages pages, LiveBoots boots) {
        this.pages = pages;
        this.boots = boots;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        if (asked) {
            return;
        }
        asked = true;
        if (!request.decoderResult().isSuccess()) {
            var _ = context.close();
            return;
        }
        var target = new QueryStringDecoder(request.uri());
        Map<String, String> query = new HashMap<>();
        target.parameters().forEach((name, values) -> query.put(name, values.getLast()));
        String method = request.method().name();
        var _ = Thread.startVirtualThread(() -> {
            switch (answer(method, target.path(), query)) {
                case Page.Document document -> Answered.send(context, document, method.equals("HEAD"));
                case Page.Stream(Optional<String> machine) -> follow(context, machine);
            }
        });
    }

    private Page answer(String method, String path, Map<String, String> query) {
        try {
            return pages.answer(method, path, query);
        } catch (RuntimeException defect) {
            return Answered.defect(defect);
        }
    }

    /** The boots of the last minutes, and then each that changes. */
    private void follow(ChannelHandlerContext context, Optional<String> machine) {
        var response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        Answered.fields(response.headers(), "text/event-stream");
        var _ = context.writeAndFlush(response);
        Subscription subscription = boots.follow(changed -> push(context,
                changed.stream().filter(boot -> machine.isEmpty() || BootNames.of(boot).contains(machine.get())).toList()));
        context.executor().execute(() -> {
            if (context.channel().isActive()) {
                following = Optional.of(subscription);
            } else {
                subscription.close();
            }
        });
    }

    private static void push(ChannelHandlerContext context, List<Boot> changed) {
        if (!context.channel().isWritable()) {
            var _ = context.close();
        } else if (!changed.isEmpty()) {
            var text = new StringBuilder();
            changed.forEach(boot -> text.append("event: boot\ndata: ").append(BootJson.line(boot)).append("\n\n"));
            var _ = context.writeAndFlush(new DefaultHttpContent(Unpooled.copiedBuffer(text, UTF_8)));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        following.ifPresent(Subscription::close);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && following.isEmpty()) {
            var _ = context.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
