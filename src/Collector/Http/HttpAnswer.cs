using System.Net;
using System.Net.Http.Headers;

namespace Vigie.Collector.Http;

/// <summary>An answer of a platform, read to its end.</summary>
/// <param name="Status">Status code.</param>
/// <param name="Headers">Headers of the answer.</param>
/// <param name="ContentHeaders">Headers of its body.</param>
/// <param name="Address">Where it came from, after redirects.</param>
/// <param name="Body">The bytes as received (after content decoding).</param>
/// <param name="BodyHash">SHA-256 of the body: the raw hash of every event read from it.</param>
public sealed record HttpAnswer(
    HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, Uri Address, byte[] Body, byte[] BodyHash);
