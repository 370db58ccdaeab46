/** From a request to its answer, both values. What must look at the disk comes back as {@code Later}. */
package dev.lamplighter.http.service;
