/**
 * The socket beside a store file, over which the process that holds the file lets other processes
 * of its user read its runs, watch them, stop and cancel them.
 *
 * <p>JSON lines, a greeting and one request a connection. Start reading at {@code Request}, what
 * can be asked; {@code StoreServer} answers, {@code OwnerSocket} asks. {@code docs/adr/0007} says
 * why.
 */
@NullMarked
package dev.bivouac.persistence.socket;

import org.jspecify.annotations.NullMarked;
