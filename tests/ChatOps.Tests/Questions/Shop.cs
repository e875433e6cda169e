namespace ChatOps.Tests.Questions;

/// <summary>A shop with traps: a number that is called like another table, two references between two tables, money that adds up over the years.</summary>
internal static class Shop
{
    public const string Script = """
        CREATE TABLE categories (category_id INTEGER PRIMARY KEY, category_name TEXT, "order" INTEGER);
        CREATE TABLE products (product_id INTEGER PRIMARY KEY, product_name TEXT, price INTEGER, category_id INTEGER REFERENCES categories (category_id));
        CREATE TABLE departments (department_id INTEGER PRIMARY KEY, department_name TEXT, head_id INTEGER REFERENCES employees (employee_id));
        CREATE TABLE employees (employee_id INTEGER PRIMARY KEY, employee_name TEXT, department_id INTEGER REFERENCES departments (department_id));
        CREATE TABLE customers (customer_id INTEGER PRIMARY KEY, customer_name TEXT, country TEXT, employee_id INTEGER REFERENCES employees (employee_id));
        CREATE TABLE orders (order_id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customers (customer_id), order_date DATE, total INTEGER);
        CREATE TABLE parcels (parcel_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (order_id), shipped_date DATE);
        CREATE TABLE order_items (order_item_id INTEGER PRIMARY KEY, order_id INTEGER REFERENCES orders (order_id), product_id INTEGER REFERENCES products (product_id));
        INSERT INTO categories VALUES (1, 'Rock', 10), (2, 'Jazz', 20);
        INSERT INTO products VALUES (1, 'Alpha', 5, 1), (2, 'Beta', 7, 1), (3, 'Gamma', 9, 2);
        INSERT INTO departments VALUES (1, 'Sales', 2), (2, 'Stock', 3);
        INSERT INTO employees VALUES (1, 'Ute', 1), (2, 'Vic', 1), (3, 'Wim', 2);
        INSERT INTO customers VALUES (1, 'Ada', 'Chile', 1), (2, 'Bo', 'Chile', 2), (3, 'Cy', 'Peru', 2);
        INSERT INTO orders VALUES (17, 1, '2023-05-01', 100), (18, 1, '2024-02-01', 50), (19, 2, '2024-03-01', 25);
        INSERT INTO parcels VALUES (5, 17, '2023-05-03'), (6, 18, NULL);
        INSERT INTO order_items VALUES (1, 17, 1), (2, 17, 3), (3, 18, 2);
        """;

    public static IReadOnlyList<(string Question, string Rows)> Questions { get; } =
    [
        ("total revenue per year", "2023 100; 2024 75"),
        ("revenue per customer", "Ada 150; Bo 25"),
        ("sales per employee", "Ute 150; Vic 25"),
        ("How much did Ada spend?", "150"),
        ("number of orders per customer and year", "Ada 2023 1; Ada 2024 1; Bo 2024 1"),
        ("products per category", "Jazz 1; Rock 2"),
        ("employees per department", "Sales 2; Stock 1"),
        ("how many orders contain rock products?", "2"),
        ("parcels not shipped yet", "6"),
        ("how many items are in order 17?", "2"),
        ("show the products by price", "Alpha 5; Beta 7; Gamma 9"),
        ("how many orders are there?", "3"),
    ];

    /// <summary>Words that say which rows are meant and that nothing in the schema explains: passed over, they would give rows that nobody asked for.</summary>
    public static IReadOnlyList<string> Doubtful { get; } =
        ["cancelled orders", "customers that expired", "who packed order 17?", "list the products per category", "average order value"];
}
