package dev.lamplighter.rpc;

import dev.lamplighter.net.tls.TlsFiles;
import dev.lamplighter.rpc.service.Allowed;
import java.net.InetSocketAddress;

/** Where gRPC listens, by which certificates, and which of the CA's clients may call. {@code tls} names the CA of the clients. */
public record RpcSettings(InetSocketAddress listen, TlsFiles tls, Allowed allowed, RpcLimits limits) {}
