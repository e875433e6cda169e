namespace ChatOps.Demo;

/// <summary>The words that the shop's names are made of. Within a list no two differ only in case.</summary>
internal static class DemoWords
{
    public static readonly string[] FirstNames =
    [
        "Anna", "Ben", "Clara", "David", "Elena", "Felix", "Greta", "Hugo", "Ines", "Jonas", "Karla", "Leon", "Maria", "Nils", "Olga", "Paul",
        "Rosa", "Simon", "Tessa", "Urs", "Vera", "Willem", "Yara", "Zoe", "Amir", "Bianca", "Cem", "Dora", "Emil", "Fatima", "Georg", "Hanna",
    ];

    public static readonly string[] LastNames =
    [
        "Adler", "Berger", "Costa", "Dubois", "Eriksen", "Fischer", "Garcia", "Hofmann", "Ivanova", "Jansen", "Keller", "Lindgren", "Moreau",
        "Novak", "Olsen", "Peeters", "Quinn", "Rossi", "Schmidt", "Tanaka", "Ulrich", "Vogel", "Weber", "Xavier", "Yilmaz", "Zimmer", "Bauer",
        "Conti", "Diaz", "Egger", "Frank", "Graf",
    ];

    public static readonly (string City, string Country)[] Cities =
    [
        ("Berlin", "Germany"), ("Hamburg", "Germany"), ("Munich", "Germany"), ("Cologne", "Germany"), ("Paris", "France"), ("Lyon", "France"),
        ("Lille", "France"), ("Vienna", "Austria"), ("Graz", "Austria"), ("Zurich", "Switzerland"), ("Basel", "Switzerland"), ("Milan", "Italy"),
        ("Turin", "Italy"), ("Madrid", "Spain"), ("Valencia", "Spain"), ("Utrecht", "Netherlands"), ("Rotterdam", "Netherlands"),
        ("Antwerp", "Belgium"), ("Ghent", "Belgium"), ("Malmo", "Sweden"), ("Oslo", "Norway"), ("Aarhus", "Denmark"),
    ];

    public static readonly string[] Streets =
    [
        "Garden Lane", "Mill Road", "Station Street", "Church Walk", "Harbour Street", "Market Square", "Oak Avenue", "Elm Street", "River Bank",
        "High Street", "Castle Hill", "North Road", "South Road", "West Gate", "East Gate", "Meadow Way", "Forest Path", "Bridge Street",
    ];

    public static readonly string[] Companies =
    [
        "Alpine Tools", "Blue Harbour", "Cedar Works", "Delta Foods", "Evergreen Print", "Fjord Textiles", "Granite Media", "Hazel Energy",
        "Ivory Labs", "Juniper Books", "Kestrel Air", "Lumen Optics", "Maple Homes", "Nordic Steel", "Opal Design", "Pine Logistics",
    ];

    public static readonly string[] Materials = ["Oak", "Steel", "Glass", "Linen", "Wool", "Cork", "Clay", "Bamboo", "Copper", "Leather"];

    public static readonly string[] Finishes = ["Plain", "Painted", "Polished", "Striped", "Folding", "Small", "Large", "Round", "Square", "Classic"];

    public static readonly string[] Things =
    [
        "Chair", "Lamp", "Table", "Bowl", "Basket", "Blanket", "Mirror", "Shelf", "Vase", "Clock", "Stool", "Tray", "Box", "Rug", "Desk", "Bench",
    ];

    public static readonly string[] Categories =
        ["Furniture", "Lighting", "Kitchen", "Textiles", "Storage", "Decoration", "Garden", "Office", "Bath", "Kids"];

    public static readonly string[] SupplierKinds = ["Trading", "Workshop", "Mills", "Brothers", "Imports"];

    public static readonly string[] ReviewTitles =
    [
        "Very pleased", "Good value", "As described", "Arrived late", "Would buy again", "Not for me", "Well made", "Smaller than expected",
        "Lovely colour", "Sturdy", "Fair quality", "A nice gift", "Came with scratches", "Better than the picture",
    ];
}
