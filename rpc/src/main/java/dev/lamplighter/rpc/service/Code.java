package dev.lamplighter.rpc.service;

/** The status codes of gRPC that we say no with; the names are gRPC's. */
public enum Code {
    /** Whatever goes wrong in the store, as Matchbox says it: clients were written against it. */
    UNKNOWN,
    INVALID_ARGUMENT,
    NOT_FOUND,
    /** The catalog is another one than the caller knew. */
    ABORTED,
    /** The data folder may not be written to. */
    FAILED_PRECONDITION,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    DEADLINE_EXCEEDED,
    INTERNAL
}
