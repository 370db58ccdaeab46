package dev.lamplighter.tftp.server;

import dev.lamplighter.model.Bytes;
import dev.lamplighter.tftp.packet.TftpCodec;
import dev.lamplighter.tftp.packet.TftpPacket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.Errors;
import io.netty.channel.unix.SegmentedDatagramPacket;
import java.net.InetSocketAddress;
import java.util.function.BiConsumer;

/** Writes packets to a channel: single ones, and windows of blocks in as few system calls as the kernel lets us. */
final class Datagrams {

    private static final int HEADER = 4;

    /** The kernel takes at most 64 segments (UDP_MAX_SEGMENTS) and one IP packet's length at a time. */
    private static final int MOST_SEGMENTS = 64;

    private static final int MOST_OCTETS = 65_000;

    private static final int EIO = 5;
    private static final int EINVAL = 22;

    private Datagrams() {}

    static boolean canSegment() {
        return EpollDatagramChannel.isSegmentedDatagramPacketSupported();
    }

    static DatagramPacket packet(TftpPacket packet, InetSocketAddress to) {
        Bytes octets = TftpCodec.encode(packet);
        return new DatagramPacket(Unpooled.wrappedBuffer(octets.asBuffer()), to);
    }

    /** Writes one packet; a failure reaches the end of the channel's pipeline. */
    static void write(Channel channel, TftpPacket packet, InetSocketAddress to) {
        channel.writeAndFlush(packet(packet, to)).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
    }

    /** A run of blocks that goes out together; only the last may be shorter than {@code blockSize}. */
    record Window(long firstBlock, int blocks, int blockSize, int lastOctets) {

        int octetsOf(int index) {
            return index == blocks - 1 ? lastOctets : blockSize;
        }

        /** Blocks {@code from} (inclusive, counted from 0) to {@code until} (exclusive). */
        Window part(int from, int until) {
            return new Window(firstBlock + from, until - from, blockSize, octetsOf(until - 1));
        }
    }

    /** One datagram for each block. */
    static void writePlain(Channel channel, InetSocketAddress to, Window window, Content.Extract content) {
        for (int i = 0; i < window.blocks(); i++) {
            ByteBuf datagram = channel.alloc().directBuffer(HEADER + window.octetsOf(i));
            writeBlock(datagram, window, i, content);
            channel.write(new DatagramPacket(datagram, to)).addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
        }
        channel.flush();
    }

    /**
     * The whole window in as few datagrams as can be, which the kernel or the network card cuts up (UDP_SEGMENT). {@code refused} is told
     * each part that could not be sent so, and why, on the channel's event loop.
     */
    static void writeSegmented(Channel channel, InetSocketAddress to, Window window, Content.Extract content, BiConsumer<Window, Throwable> refused) {
        int segment = HEADER + window.blockSize();
        int atOnce = Math.max(1, Math.min(MOST_SEGMENTS, MOST_OCTETS / segment));
        for (int from = 0; from < window.blocks(); from += atOnce) {
            Window part = window.part(from, Math.min(window.blocks(), from + atOnce));
            ByteBuf datagrams = channel.alloc().directBuffer(segment * part.blocks());
            for (int i = 0; i < part.blocks(); i++) {
                writeBlock(datagrams, part, i, content);
            }
            DatagramPacket packet = part.blocks() == 1 ? new DatagramPacket(datagrams, to) : new SegmentedDatagramPacket(datagrams, segment, to);
            channel.write(packet).addListener(written -> {
                if (!written.isSuccess()) {
                    refused.accept(part, written.cause());
                }
            });
        }
        channel.flush();
    }

    /** Whether the kernel refused to segment at all, which it does where the interface has no checksum offload. */
    static boolean cannotSegment(Throwable cause) {
        return cause instanceof Errors.NativeIoException refused && (Math.abs(refused.expectedErr()) == EIO || Math.abs(refused.expectedErr()) == EINVAL);
    }

    private static void writeBlock(ByteBuf to, Window window, int index, Content.Extract content) {
        long block = window.firstBlock() + index;
        to.writeShort(TftpCodec.DATA);
        to.writeShort((int) block);
        content.copy((block - 1) * window.blockSize(), window.octetsOf(index), to);
    }
}
