/** What TFTP decides: which file, on which terms, and what to send next. No socket, no clock. */
package dev.lamplighter.tftp.service;
