/** What each call does and answers: no socket, no certificate file, no clock. */
package dev.lamplighter.rpc.service;
