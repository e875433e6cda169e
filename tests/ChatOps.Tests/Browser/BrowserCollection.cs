namespace ChatOps.Tests.Browser;

/// <summary>One Chromium for all browser tests.</summary>
[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
