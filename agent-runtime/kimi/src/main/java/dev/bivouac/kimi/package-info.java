/**
 * LangChain4j chat models for Kimi and the hosts that serve it, over {@code java.net.http}.
 *
 * <p>Start reading at {@link dev.bivouac.kimi.KimiStreamingChatModel}. What a request looks like is
 * in {@link dev.bivouac.kimi.RequestEncoder}, how an answer is put together in {@link
 * dev.bivouac.kimi.ReplyAssembler}, what goes wrong and what to do about it in {@link
 * dev.bivouac.kimi.FailureSorter}. Everything that differs from host to host is data in {@code
 * providers.json}, which a {@link dev.bivouac.kimi.Catalogue} holds.
 */
@NullMarked
package dev.bivouac.kimi;

import org.jspecify.annotations.NullMarked;
