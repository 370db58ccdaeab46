/** What a client gets: the boot policy, matching, scripts and rendered configs. One question whichever door it came through. */
package dev.lamplighter.boot;
