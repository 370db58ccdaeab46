package dev.lamplighter.http.server;

import dev.lamplighter.http.service.Answer;
import dev.lamplighter.http.service.Content;
import dev.lamplighter.http.service.Field;
import dev.lamplighter.model.Bytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;

/** Puts answers on the wire: adds what belongs to the connection and chooses how the body is framed (RFC 9112 section 6). */
final class AnswerWriter {

    private static final int NOT_MODIFIED = 304;

    /** Capitalised, as boot loaders exist that compare header names letter by letter. */
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("Transfer-Encoding");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    private static final AsciiString CONNECTION = AsciiString.cached("Connection");
    private static final AsciiString DATE = AsciiString.cached("Date");

    private final DateField date;
    private final boolean encrypted;

    AnswerWriter(DateField date, boolean encrypted) {
        this.date = date;
        this.encrypted = encrypted;
    }

    /** Writes {@code answer}; the connection may stay open afterwards only where {@code keep}. On the connection's event loop. */
    Sending write(ChannelHandlerContext ctx, Request request, Answer answer, boolean keep) {
        boolean modern = request.question().modern();
        boolean bare = request.isHead() || answer.status() == NOT_MODIFIED;
        boolean announced = !(answer.content() instanceof Content.Octets octets) || octets.announced();
        boolean closes = !keep || (!announced && !modern && !bare);
        HttpHeaders fields = fields(answer);
        if (!announced) {
            if (modern && !bare) {
                fields.set(TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            }
        } else if (answer.status() != NOT_MODIFIED) {
            fields.set(CONTENT_LENGTH, answer.content().length());
        }
        if (closes) {
            fields.set(CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!modern) {
            fields.set(CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
        HttpVersion version = modern ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0;
        HttpResponseStatus status = HttpResponseStatus.valueOf(answer.status());
        if (bare) {
            return new Sending(whole(ctx, version, status, Bytes.EMPTY, fields), 0, List.of(), closes);
        }
        return switch (answer.content()) {
            case Content.Octets(Bytes bytes, boolean _) -> new Sending(whole(ctx, version, status, bytes, fields), bytes.length(), List.of(), closes);
            case Content.FromFile file when file.octets().isPresent() -> {
                Bytes bytes = file.octets().get();
                yield new Sending(whole(ctx, version, status, bytes, fields), bytes.length(), List.of(), closes);
            }
            case Content.FromFile file -> {
                cork(ctx, true);
                write(ctx, new DefaultHttpResponse(version, status, fields));
                Sending sending = file(ctx, file, closes);
                sending.done().addListener(_ -> cork(ctx, false));
                yield sending;
            }
        };
    }

    /** Lets the kernel put the head and the file into the same segments (tcp(7), TCP_CORK); where the connection is gone already it does not matter. */
    private static void cork(ChannelHandlerContext ctx, boolean on) {
        if (ctx.channel() instanceof EpollSocketChannel connection && connection.isOpen()) {
            connection.config().setTcpCork(on);
        }
    }

    private HttpHeaders fields(Answer answer) {
        HttpHeaders fields = new DefaultHttpHeaders();
        for (Field field : answer.fields()) {
            fields.add(field.name(), field.value());
        }
        return fields.set(DATE, date.now());
    }

    private static ChannelFuture whole(ChannelHandlerContext ctx, HttpVersion version, HttpResponseStatus status, Bytes bytes, HttpHeaders fields) {
        return ctx.writeAndFlush(new DefaultFullHttpResponse(version, status, wrapped(bytes), fields, EmptyHttpHeaders.INSTANCE));
    }

    private Sending file(ChannelHandlerContext ctx, Content.FromFile content, boolean closes) {
        var parts = new ArrayList<FilePart>();
        long inMemory = content.end().length();
        for (Content.Slice slice : content.slices()) {
            inMemory += slice.before().length();
            if (!slice.before().isEmpty()) {
                write(ctx, new DefaultHttpContent(wrapped(slice.before())));
            }
            if (slice.range().length() > 0) {
                FilePart part = encrypted ? new FilePieces(content.file().channel(), slice.range(), ctx)
                        : new FilePart.Region(content.file().channel(), slice.range());
                write(ctx, part);
                parts.add(part);
            }
        }
        if (!content.end().isEmpty()) {
            write(ctx, new DefaultHttpContent(wrapped(content.end())));
        }
        return new Sending(ctx.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT), inMemory, parts, closes);
    }

    private static void write(ChannelHandlerContext ctx, Object part) {
        ctx.write(part).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private static ByteBuf wrapped(Bytes bytes) {
        return bytes.isEmpty() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(bytes.asBuffer());
    }
}
