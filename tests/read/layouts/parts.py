"""What stands around and inside an article on a page: menus, bars, boxes, forms and notices, in many makes."""

from html import escape

from tests.read.layouts.stories import Story

__all__ = [
    *(
        "CAPTION",
        "COMMENTS",
        "COOKIES",
        "FOOTER",
        "INLINE_RELATED",
        "JSON_LD",
        "NAV",
        "NEWSLETTER",
        "PAYWALL",
        "RELATED",
    ),
    *("SHARE", "TAGS", "page", "paragraphs"),
]

NAV = """<nav class="main-nav"><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/politics">
Politics</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li><li><a href="/jobs">Jobs</a></li>
</ul><form action="/search"><input name="q" placeholder="Search"><button>Search</button></form></nav>"""

SHARE = """<div class="share-bar"><span>Share this article</span><ul><li><a href="https://facebook.example/s">Facebook</a></li>
<li><a href="https://twitter.example/s">Twitter</a></li><li><a href="https://wa.example/s">WhatsApp</a></li>
<li><a href="mailto:?x">E-mail</a></li><li><a href="javascript:print()">Print</a></li></ul></div>"""

RELATED = """<div class="related"><h3>Related stories</h3><ul><li><a href="/1">Crabs return to the bay after twelve years</a></li>
<li><a href="/2">Storm heads for the coast, and nobody is ready</a></li><li><a href="/3">Mayor opens a library without books</a>
</li></ul></div>"""

INLINE_RELATED = """<aside class="inline-related"><p><strong>READ MORE:</strong>
<a href="/crabs">Crabs return to the bay after twelve years</a></p></aside>"""

COOKIES = """<div id="cookie-banner" role="dialog"><p>We use cookies to improve your experience and to show you advertisements.
By clicking “Accept all” you agree to our use of cookies.</p><button>Accept all</button><button>Manage preferences</button>
</div>"""

COMMENTS = """<section id="comments"><h2>Comments (3)</h2><div class="comment"><b>seagull77</b><p>This was bound to happen, I have
been saying it for years and nobody ever listens to people like me.</p><a href="#r">Reply</a></div><div class="comment">
<b>lighthouse</b><p>My thoughts are with the families of everybody who was there on that night.</p></div>
<h3>Leave a reply</h3><form><p>Your email address will not be published. Required fields are marked *</p>
<textarea>Your comment</textarea><input name="name"><button>Post comment</button></form></section>"""

NEWSLETTER = """<div class="newsletter-signup"><h4>Sign up to our newsletter</h4><p>Get the best stories of the week in your inbox,
every Friday at noon. No spam, ever.</p><input type="email" placeholder="Your e-mail"><button>Subscribe</button></div>"""

TAGS = (
    """<div class="tags">Tags: <a href="/t/port">port</a>, <a href="/t/lime">Lime</a>, <a href="/t/sea">sea</a></div>"""
)

PAYWALL = """<div class="paywall-teaser"><h3>This article is for subscribers only</h3><p>Subscribe now for 1 crown a month and read
everything. Already a subscriber? <a href="/login">Log in</a>.</p></div>"""

CAPTION = """<figure><img src="/a.jpg" alt="The harbour"><figcaption>The harbour of Port Lime, seen from the lighthouse. Photo:
Gull Wire / Igor Sand</figcaption></figure>"""

FOOTER = """<footer><ul><li><a href="/about">About us</a></li><li><a href="/contact">Contact</a></li><li><a href="/privacy">Privacy
policy</a></li><li><a href="/terms">Terms of use</a></li></ul><p>© 2024 Lime Post. All rights reserved. Reproduction without
permission is prohibited.</p></footer>"""


def JSON_LD(story: Story) -> str:
    """The article's own description for machines."""
    return (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headline":"{story.title}","datePublished":"{story.day}T08:00:00+00:00",'
        f'"author":{{"@type":"Person","name":"{story.author}"}},'
        '"publisher":{"@type":"Organization","name":"Lime Post"}}</script>'
    )


def paragraphs(story: Story, between: dict[int, str] | None = None, *, lead: str = "<p>{}</p>") -> str:
    """The article's paragraphs as plain HTML; `between` puts something else before the paragraph of that number."""
    out, inside = [lead.format(escape(story.lead, quote=False))], False
    for number, part in enumerate(story.parts):
        is_item = part.startswith("- ")
        if inside and not is_item:
            out.append("</ul>")
        out.append((between or {}).get(number, ""))
        if is_item and not inside:
            out.append("<ul>")
        inside = is_item
        words = escape(part.removeprefix("## ").removeprefix("- "), quote=False)
        out.append(
            f"<li>{words}</li>" if is_item else f"<h2>{words}</h2>" if part.startswith("## ") else f"<p>{words}</p>"
        )
    return "\n".join([*out, "</ul>" if inside else ""])


def page(story: Story, body: str, head: str = "", attributes: str = "") -> str:
    """A whole page."""
    return (
        f'<!DOCTYPE html><html lang="{story.language}"{attributes}><head><meta charset="utf-8"><title>{story.title} | Lime '
        f"Post</title>{head}</head><body>{body}</body></html>"
    )
