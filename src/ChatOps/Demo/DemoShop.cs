using System.Globalization;

namespace ChatOps.Demo;

/// <summary>A clean shop: about 50,000 rows, the same for the same seed, all dates from 2021 to 2025.</summary>
internal sealed class DemoShop
{
    private const int Customers = 4_000;
    private const int Addresses = 4_600;
    private const int Products = 800;
    private const int Orders = 9_000;
    private const int OrderItems = 19_000;
    private const int Warehouses = 4;

    private static readonly DateOnly Epoch = new(2021, 1, 1);

    private readonly Random _random;

    public DemoShop(Random random)
    {
        _random = random;
        AddCatalog();
        AddCustomers();
        AddOrders();
        AddOrderItems();
        AddPayments();
        AddShipments();
        AddReviews();
        AddInventory();
        AddStaff();
        AddRest();
    }

    /// <summary>In the order of the schema.</summary>
    public List<ShopTable> Tables { get; } = [];

    public ShopTable this[string name] => Tables.Single(table => table.Name == name);

    private void AddCatalog()
    {
        var suppliers = Table("suppliers", 1, "supplier_id", "name", "email", "country");
        for (var i = 1; i <= 40; i++)
        {
            var name = $"{DemoWords.LastNames[i % 32]} {DemoWords.SupplierKinds[i % 5]}";
            suppliers.Add(i, name, $"sales{i}@{DemoWords.LastNames[i % 32].ToLowerInvariant()}.example.com", Pick(DemoWords.Cities).Country);
        }

        var categories = Table("categories", 1, "category_id", "name", "order");
        foreach (var (i, name) in DemoWords.Categories.Index())
        {
            categories.Add(i + 1, name, (i * 3 % 10) + 1);
        }

        var names = (from finish in DemoWords.Finishes from material in DemoWords.Materials from thing in DemoWords.Things select $"{finish} {material} {thing}").ToArray();
        _random.Shuffle(names);
        var products = Table("products", 1, "product_id", "supplier_id", "category_id", "sku", "name", "price_cents", "weight_grams", "currency");
        for (var i = 1; i <= Products; i++)
        {
            products.Add(i, Up(40), Up(DemoWords.Categories.Length), $"SKU-{10_000 + (i * 37)}", names[i - 1], 490 + (Up(400) * 50), 100 + (Up(490) * 10), "EUR");
        }
    }

    private void AddCustomers()
    {
        var groups = Table("group", 1, "group_id", "name");
        foreach (var (i, name) in new[] { "Retail", "Trade", "Schools", "Friends" }.Index())
        {
            groups.Add(i + 1, name);
        }

        var customers = Table("customers", 1, "customer_id", "group_id", "name", "email", "company", "country", "joined_date", "tax_number");
        for (var i = 1; i <= Customers; i++)
        {
            var (first, last) = (Pick(DemoWords.FirstNames), Pick(DemoWords.LastNames));
            var email = $"{first}.{last}{i}@example.{Pick("com", "org", "net")}".ToLowerInvariant();
            var company = _random.Next(100) < 40 ? Pick(DemoWords.Companies) : null;
            var tax = company is null ? null : $"TX{700_000 + (i * 13)}";
            customers.Add(i, Up(4), $"{first} {last}", email, company, Pick(DemoWords.Cities).Country, Day(_random.Next(700)), tax);
        }

        var addresses = Table("addresses", 1, "address_id", "customer_id", "street", "postal_code", "city", "country");
        for (var i = 1; i <= Addresses; i++)
        {
            var (city, country) = Pick(DemoWords.Cities);
            addresses.Add(i, i <= Customers ? i : Up(Customers), $"{Pick(DemoWords.Streets)} {Up(60)}", $"{10_000 + (Up(90) * 100)}", city, country);
        }
    }

    private void AddOrders()
    {
        var orders = Table("orders", 1, "order_id", "customer_id", "address_id", "order_date", "required_date", "status");
        for (var i = 1; i <= Orders; i++)
        {
            var address = _random.Next(Addresses);
            var day = 730 + _random.Next(900);
            orders.Add(i, this["addresses"].Rows[address][1], address + 1, Day(day), Day(day + 6 + _random.Next(15)), Pick("open", "paid", "shipped", "closed"));
        }
    }

    private void AddOrderItems()
    {
        var items = Table("order_items", 1, "order_item_id", "order_id", "product_id", "quantity", "unit_price_cents", "discount");
        var taken = new HashSet<(int, int)>();
        for (var i = 1; i <= OrderItems; i++)
        {
            var order = i <= Orders ? i : Up(Orders);
            var product = Up(Products);
            while (!taken.Add((order, product)))
            {
                product = (product % Products) + 1;
            }

            items.Add(i, order, product, Up(12), this["products"].Rows[product - 1][5], Pick(0.0, 0.05, 0.1, 0.15, 0.2, 0.25));
        }
    }

    private void AddPayments()
    {
        var payments = Table("payments", 1, "payment_id", "order_id", "method", "amount_cents", "paid_date");
        var orders = this["orders"];
        for (var i = 1; i <= 6_000; i++)
        {
            var order = orders.Rows[i - 1];
            payments.Add(i, order[0], Pick("card", "transfer", "invoice", "wallet"), 500 + (Up(1_190) * 50), After(order[3], _random.Next(10)));
        }
    }

    /// <summary>What a parcel costs follows from its weight and its way, up to a tenth.</summary>
    private void AddShipments()
    {
        var shipments = Table("shipments", 1, "shipment_id", "order_id", "warehouse_id", "carrier", "weight_grams", "distance_km", "cost_cents", "shipped_date", "delivered_date");
        var orders = this["orders"];
        for (var i = 1; i <= 4_500; i++)
        {
            var order = orders.Rows[i * 2 - 1];
            var (weight, distance) = (500 + Up(9_500), 20 + Up(980));
            var cost = (int)((300 + (0.08 * weight) + (0.9 * distance)) * (0.95 + (0.1 * _random.NextDouble())));
            var shipped = After(order[3], 1 + _random.Next(4));
            shipments.Add(i, order[0], Up(Warehouses), Pick("Parcelo", "Swift", "Northpost"), weight, distance, cost, shipped, After(shipped, 1 + _random.Next(8)));
        }
    }

    private void AddReviews()
    {
        var reviews = Table("reviews", 1, "review_id", "product_id", "customer_id", "rating", "title", "written_date");
        for (var i = 1; i <= 2_500; i++)
        {
            reviews.Add(i, Up(Products), Up(Customers), Up(5), Pick(DemoWords.ReviewTitles), Day(1_000 + _random.Next(700)));
        }
    }

    private void AddInventory()
    {
        var warehouses = Table("warehouses", 1, "warehouse_id", "city");
        var inventory = Table("inventory", 2, "warehouse_id", "product_id", "on_hand");
        for (var w = 1; w <= Warehouses; w++)
        {
            warehouses.Add(w, DemoWords.Cities[w * 4].City);
            for (var p = 1; p <= Products; p++)
            {
                inventory.Add(w, p, _random.Next(400));
            }
        }
    }

    private void AddStaff()
    {
        var departments = Table("departments", 1, "department_id", "name", "head_id");
        var employees = Table("employees", 1, "employee_id", "department_id", "name", "hired_date");
        foreach (var (i, name) in new[] { "Sales", "Purchasing", "Warehouse", "Accounts", "Support", "Design" }.Index())
        {
            departments.Add(i + 1, name, (i * 10) + 1);
        }

        for (var i = 0; i < 60; i++)
        {
            employees.Add(i + 1, (i / 10) + 1, $"{DemoWords.FirstNames[i % 32]} {DemoWords.LastNames[i * 5 % 32]}", Day(_random.Next(1_400)));
        }
    }

    private void AddRest()
    {
        var cards = Table("gift_cards", 1, "gift_card_id", "customer_code", "balance");
        for (var i = 1; i <= 200; i++)
        {
            cards.Add(i, Up(Customers).ToString(CultureInfo.InvariantCulture), Up(20) * 5.0);
        }

        Table("loyalty_points", 1, "loyalty_point_id", "customer_id", "points");
        var log = Table("import_log", 0, "source", "line", "message");
        for (var i = 0; i < 300; i++)
        {
            log.Add(Pick("web", "store", "partner"), 100 + i, Pick("accepted", "price changed", "address changed", "accepted with a note"));
        }
    }

    private ShopTable Table(string name, int key, params string[] columns)
    {
        Tables.Add(new ShopTable(name, key, columns));
        return Tables[^1];
    }

    private int Up(int most) => 1 + _random.Next(most);

    private T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    private static string Day(int number) => Epoch.AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string After(object? day, int days) =>
        DateOnly.ParseExact((string)day!, "yyyy-MM-dd", CultureInfo.InvariantCulture).AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
