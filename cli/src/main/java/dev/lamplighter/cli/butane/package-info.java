/** {@code lamplighter butane}: what CoreOS' command of that name does, with its flags, texts and exit codes. */
package dev.lamplighter.cli.butane;
