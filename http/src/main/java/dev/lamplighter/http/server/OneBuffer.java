package dev.lamplighter.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Makes room for a short body behind its head, so that the encoder puts both into one buffer: the kernel takes one sooner than two. */
final class OneBuffer extends HttpResponseEncoder {

    /** Longer ones go out as they are, as copying them would cost more. */
    private static final int SHORT = 4096;

    /** More than a head has, usually. */
    private static final int HEAD = 320;

    @Override
    protected void encodeInitialLine(ByteBuf head, HttpResponse response) throws Exception {
        if (response instanceof FullHttpResponse whole && whole.content().readableBytes() <= SHORT) {
            head.ensureWritable(HEAD + whole.content().readableBytes());
        }
        super.encodeInitialLine(head, response);
    }
}
